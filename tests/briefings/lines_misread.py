"""Lines with true numbers that mislead in words no list of faults holds; and honest plain ones.

None of the first may pass as understood. Of the second most need nobody else to read them.
"""

from tests.briefings.made import EN, FR

INCIDENTS, ALL_ACTS = "criminal-code-trafficking-incidents", "police-reported-trafficking-incidents"
PROSECUTED, CONVICTED = "people-prosecuted", "people-convicted"
FUNDS, TRAINED, RATE = (
    "strategy-funding-committed", "people-trained", "police-reported-trafficking-rate",
)  # fmt: skip
HIGHER, WITHIN, WATCH, MET, ON_TRACK = (
    "example-charges-laid", "example-incidents-reported", "example-outreach-visits",
    "example-protection-orders", "example-coordination-tables",
)  # fmt: skip

IN_ENGLISH = [
    # other verbs and nouns of direction
    (INCIDENTS, "Incidents slid from 522 in 2023 to 503 in 2024."),
    (INCIDENTS, "Incidents dipped to 503 in 2024, after 522 in 2023."),
    (INCIDENTS, "A dip: 503 in 2024, after 522 in 2023."),
    (INCIDENTS, "503 incidents in 2024, after 522 in 2023: the tide has turned."),
    (INCIDENTS, "Incidents ballooned from 238 in 2018 to 522 in 2023."),
    (INCIDENTS, "Incidents are easing: 503 in 2024, after 522 in 2023."),
    (INCIDENTS, "503 in 2024, after 522 in 2023, a marked improvement."),
    (INCIDENTS, "Incidents skyrocketed: 503 in 2024."),
    (INCIDENTS, "Incidents tumbled, to 503 in 2024 from 522 in 2023."),
    (INCIDENTS, "Incidents rose sharply from 238 in 2018 to 522 in 2023."),
    # a hedge behind the number, or another way to stretch it
    (PROSECUTED, "142 or more people prosecuted in 2019."),
    (PROSECUTED, "142 people and counting, in 2019."),
    (PROSECUTED, "142 people prosecuted in 2019 at the very least."),
    (PROSECUTED, "142+ people prosecuted in 2019."),
    (PROSECUTED, "142 people prosecuted in 2019, give or take."),
    (INCIDENTS, "238 in 2018, 522 in 2023 and more."),
    (INCIDENTS, "Easily 503 incidents in 2024."),
    (INCIDENTS, "503 “incidents” in 2024."),
    (INCIDENTS, "Were there 503 incidents in 2024?"),
    # periods without a name
    (PROSECUTED, "142 people were prosecuted this week."),
    (INCIDENTS, "503 incidents this year."),
    (INCIDENTS, "503 incidents last year."),
    (INCIDENTS, "503 incidents to date."),
    (INCIDENTS, "503 incidents so far in 2024."),
    (INCIDENTS, "503 incidents in 2024 alone."),
    (INCIDENTS, "503 incidents over the past decade."),
    (INCIDENTS, "503 incidents in the first half of 2024."),
    # extremes
    (INCIDENTS, "503 in 2024, a new low."),
    (INCIDENTS, "503 incidents in 2024, the worst on the books."),
    (INCIDENTS, "503 incidents in 2024, second to none."),
    (INCIDENTS, "At 503 in 2024, an historic figure."),
    # shares in words
    (PROSECUTED, "142 people prosecuted in 2019, three quarters of those charged."),
    (PROSECUTED, "142 people prosecuted in 2019, most of those charged."),
    (INCIDENTS, "503 incidents in 2024, the bulk of them in Ontario."),
    (CONVICTED, "Every tenth: 28 people convicted in 2019."),
    # causes
    (INCIDENTS, "503 incidents in 2024, after the new law."),
    (INCIDENTS, "503 incidents in 2024, now that officers are trained."),
    (INCIDENTS, "With the strategy in place, 503 incidents in 2024."),
    (INCIDENTS, "503 incidents in 2024, since the strategy began."),
    (INCIDENTS, "503 incidents in 2024, despite cuts."),
    (INCIDENTS, "The strategy brought incidents to 503 in 2024."),
    # progress
    (WATCH, "1,010 visits in Q3 2026: nearly there."),
    (WATCH, "1,010 visits in Q3 2026, as planned."),
    (ON_TRACK, "7 tables in 2025: mission complete."),
    (MET, "61 orders in 2025, close to the target of 80."),
    (MET, "61 orders in 2025: the target of 80 was all but reached."),
    # places
    (INCIDENTS, "503 incidents in Toronto in 2024."),
    (INCIDENTS, "503 incidents nationwide and abroad in 2024."),
    (ALL_ACTS, "608 incidents in 2024 (provisional) along Highway 401."),
    # finality and firmness
    (INCIDENTS, "503 incidents in 2024: the final word."),
    (INCIDENTS, "503 incidents in 2024 (provisional)."),
    (ALL_ACTS, "608 incidents in 2024, provisional in name alone."),
    (INCIDENTS, "503 confirmed incidents in 2024."),
    # what is counted, who acts, and what lies ahead
    (INCIDENTS, "503 serious incidents in 2024."),
    (INCIDENTS, "Police solved 503 incidents in 2024."),
    (INCIDENTS, "Gangs were behind 503 incidents in 2024."),
    (INCIDENTS, "503 incidents in 2024; there will be others."),
    (FUNDS, "More than $345 million for April 2025 to March 2030 is wasted."),
    (TRAINED, "More than 1,000 workers trained, and fully so."),
    # plain words in a place where they claim something
    (INCIDENTS, "503 incidents by 2024."),
    (INCIDENTS, "503 incidents until 2024."),
    (INCIDENTS, "503 of the 522 incidents of 2023."),
    (INCIDENTS, "The change in incidents: 503 in 2024."),
    (INCIDENTS, "503 incidents in 2024, after 238 in 2018, and up."),
    (INCIDENTS, "522 incidents in 2023, higher than usual, after 238 in 2018."),
    (INCIDENTS, "503 in 2024 alone, a usual change."),
    (INCIDENTS, "503 incidents in fall 2024, 522 in fall 2023, a usual change."),
    (INCIDENTS, "503 incidents against police in 2024."),
    (INCIDENTS, "Progress: 503 incidents in 2024."),
    (INCIDENTS, "503 in 2024, then 522 in 2023."),
    (MET, "The target was 61 orders in 2025."),
    (MET, "61 orders in 2025, a goal."),
    (INCIDENTS, "503 incidents in mid-2024."),
    (INCIDENTS, "503 incidents \u2191 in 2024."),
    (INCIDENTS, "Trafficking: 503 in 2024."),
    (INCIDENTS, "Trafficking in Canada rose from 238 in 2018 to 522 in 2023."),
    (CONVICTED, "28 people for trafficking in 2019."),
    (INCIDENTS, "503 incidents for police in 2024."),
    (INCIDENTS, "503 incidents by police in 2024."),
    (INCIDENTS, "503 incidents were to be recorded in 2024."),
    (RATE, "2.3 people in 2024 (provisional)."),
    (ALL_ACTS, "608 incidents in 2024 (provisional and estimated)."),
    (MET, "61 orders missed in 2025."),
    (MET, "61 orders were behind schedule in 2025."),
]  # fmt: skip

IN_FRENCH = [
    # directions
    (INCIDENTS, "Les affaires ont glissé de 522 en 2023 à 503 en 2024."),
    (INCIDENTS, "Embellie\u00a0: 503 affaires en 2024, après 522 en 2023."),
    (INCIDENTS, "Les affaires ont explosé, de 238 en 2018 à 522 en 2023."),
    (INCIDENTS, "503 affaires en 2024, après 522 en 2023\u00a0: la tendance s'inverse."),
    (INCIDENTS, "Les affaires augmenteront, de 238 en 2018 à 522 en 2023."),
    (INCIDENTS, "Les affaires ont fortement augmenté, de 238 en 2018 à 522 en 2023."),
    # hedges behind
    (PROSECUTED, "142 personnes ou plus poursuivies en 2019."),
    (PROSECUTED, "142 personnes poursuivies en 2019, et plus."),
    (PROSECUTED, "142 personnes poursuivies en 2019, voire davantage."),
    (PROSECUTED, "142 personnes, à tout le moins, en 2019."),
    (INCIDENTS, "La police ne compte que 503 affaires en 2024."),
    # periods
    (PROSECUTED, "142 personnes poursuivies cette semaine."),
    (INCIDENTS, "503 affaires cette année."),
    (INCIDENTS, "503 affaires l'an dernier."),
    (INCIDENTS, "503 affaires à ce jour."),
    (INCIDENTS, "Déjà 503 affaires en 2024."),
    # extremes
    (INCIDENTS, "503 affaires en 2024, du jamais-vu."),
    (INCIDENTS, "503 affaires en 2024, un nouveau creux."),
    (INCIDENTS, "503 affaires en 2024, chiffre historique."),
    # shares
    (PROSECUTED, "142 personnes poursuivies en 2019, les trois quarts des accusées."),
    (PROSECUTED, "142 personnes poursuivies en 2019, soit la plupart."),
    (CONVICTED, "Une personne sur dix\u00a0: 28 en 2019."),
    # causes
    (INCIDENTS, "503 affaires en 2024, après la nouvelle loi."),
    (INCIDENTS, "503 affaires en 2024, depuis que la stratégie existe."),
    (INCIDENTS, "503 affaires en 2024 malgré les compressions."),
    (INCIDENTS, "La stratégie a permis 503 affaires en 2024."),
    # progress
    (WATCH, "1 010 visites au T3 2026\u00a0: on y est presque."),
    (WATCH, "1 010 visites au T3 2026, comme prévu."),
    (MET, "61 ordonnances en 2025, tout près de la cible de 80."),
    # places
    (INCIDENTS, "503 affaires à Toronto en 2024."),
    (INCIDENTS, "503 affaires partout dans le monde en 2024."),
    # finality, firmness, what is counted
    (INCIDENTS, "503 affaires en 2024, chiffre définitif."),
    (INCIDENTS, "503 affaires en 2024 (provisoire)."),
    (INCIDENTS, "503 affaires graves en 2024."),
    (INCIDENTS, "La police a résolu 503 affaires en 2024."),
    (INCIDENTS, "503 affaires en 2024, hélas."),
    (FUNDS, "Plus de 345 millions de dollars gaspillés (avril 2025 à mars 2030)."),
    # plain words in a place where they claim something
    (INCIDENTS, "503 affaires à l'été 2024."),
    (INCIDENTS, "La traite\u00a0: 503 en 2024."),
    (INCIDENTS, "503 affaires de police en 2024."),
    (INCIDENTS, "503 des 522 affaires de 2023."),
    (INCIDENTS, "503 affaires jusqu'en 2024."),
    (INCIDENTS, "503 affaires contre la police en 2024."),
    (INCIDENTS, "La variation des affaires\u00a0: 503 en 2024."),
    (MET, "La cible était de 61 ordonnances en 2025."),
]  # fmt: skip

MISLEADING = [
    *((name, line, EN) for name, line in IN_ENGLISH),
    *((name, line, FR) for name, line in IN_FRENCH),
]

HONEST_IN_ENGLISH = [
    (INCIDENTS, "In 2024 police recorded 503 incidents."),
    (INCIDENTS, "503 incidents in 2024, after 522 in 2023."),
    (INCIDENTS, "In 2023 and 2024, police recorded 522 and 503 incidents."),
    (INCIDENTS, "Incidents rose from 238 in 2018 to 522 in 2023."),
    (INCIDENTS, "503 incidents in 2024, down from 522 in 2023, a usual change."),
    (INCIDENTS, "522 incidents in 2023 are the highest number since 2021."),
    (INCIDENTS, "Police recorded 503 incidents in 2024, 19 fewer than the 522 of 2023, "
                "a usual change."),
    (INCIDENTS, "503 incidents were recorded in Canada in 2024, compared with 522 in 2023."),
    (INCIDENTS, "There were 503 police-recorded incidents in 2024."),
    (INCIDENTS, "According to police, there were 503 incidents in 2024."),
    (INCIDENTS, "522 incidents in 2023, then 503 in 2024."),
    (ALL_ACTS, "Police reported 608 incidents in 2024; the figure is provisional."),
    (ALL_ACTS, "In Canada, police reported 608 incidents in 2024 (provisional)."),
    (RATE, "The rate was 2.3 per 100,000 people in 2024 (provisional)."),
    (PROSECUTED, "142 people were prosecuted for human trafficking in 2019."),
    (CONVICTED, "28 people were convicted of human trafficking in Canada in 2019."),
    (FUNDS, "More than $345 million was committed for April 2025 to March 2030."),
    (FUNDS, "The province committed more than $345 million for April 2025 to March 2030."),
    (TRAINED, "More than 1,000 front-line workers were trained."),
    (HIGHER, "Charges rose from 40 in 2024 to 71 in 2025, higher than chance would explain."),
    (HIGHER, "71 charges were laid in 2025. This is higher than chance would explain."),
    (WITHIN, "68 incidents in 2025 (provisional), within the usual range."),
    (WATCH, "1,010 visits in Q3 2026, after 1,040 in Q1 2026."),
    (WATCH, "Visits fell from 1,260 in Q3 2025 to 1,010 in Q3 2026."),
    (WATCH, "1,010 visits in the third quarter of 2026. Progress: watch."),
    (ON_TRACK, "7 tables in 2025, on track."),
    (MET, "61 orders in 2025: the target of 80 was not met."),
    # written without looking at the lists
    (INCIDENTS, "Police services across Canada reported 503 incidents of human trafficking in "
                "2024."),
    (INCIDENTS, "The number of incidents went from 522 in 2023 to 503 in 2024."),
    (INCIDENTS, "In 2024 there were 503 incidents; in 2023 there were 522."),
    (INCIDENTS, "Recorded incidents stood at 503 in 2024."),
    (INCIDENTS, "Incidents fell by 19 between 2023 and 2024, from 522 to 503, a usual change."),
    (PROSECUTED, "In 2019, 142 people were prosecuted for trafficking in Canada."),
    (CONVICTED, "Canadian courts convicted 28 people of human trafficking in 2019."),
    (FUNDS, "Ontario has committed more than $345 million over five years, April 2025 to March "
            "2030."),
    (FUNDS, "The strategy is funded with more than $345 million for April 2025 to March 2030."),
    (TRAINED, "The strategy has trained more than 1,000 front-line workers."),
    (RATE, "The police-reported rate was 2.3 per 100,000 people in 2024 (provisional), after 2.1 "
           "per 100,000 people in 2023."),
    (HIGHER, "71 charges were laid in 2025, after 40 in 2024."),
    (WITHIN, "68 incidents were reported in 2025 (provisional figure), which is within the usual "
             "range."),
    (WATCH, "Outreach visits: 1,010 in Q3 2026. Progress: watch."),
    (WATCH, "There were 1,010 outreach visits in the third quarter of 2026."),
    (ON_TRACK, "7 local coordination tables were in place in 2025, on track."),
    (MET, "61 protection orders in 2025. Progress: off track."),
    (ALL_ACTS, "A provisional 608 police-reported incidents in 2024."),
]  # fmt: skip
HONEST_IN_FRENCH = [
    (INCIDENTS, "En 2024, la police a consigné 503 affaires, après 522 en 2023."),
    (INCIDENTS, "Les affaires ont augmenté, de 238 en 2018 à 522 en 2023."),
    (INCIDENTS, "Recul de 522 en 2023 à 503 en 2024, une variation habituelle."),
    (INCIDENTS, "522 affaires en 2023, soit le chiffre le plus élevé depuis 2021."),
    (INCIDENTS, "Au Canada, 503 affaires ont été déclarées par la police en 2024."),
    (INCIDENTS, "Le nombre d'affaires s'établit à 503 en 2024, contre 522 en 2023."),
    (ALL_ACTS, "608 affaires en 2024 (chiffre provisoire)."),
    (PROSECUTED, "142 personnes ont été poursuivies en 2019."),
    (CONVICTED, "En 2019, 28 personnes ont été condamnées au Canada."),
    (FUNDS, "Plus de 345 millions de dollars ont été engagés (avril 2025 à mars 2030)."),
    (HIGHER, "De 40 en 2024 à 71 en 2025, plus haut que ce que le hasard expliquerait."),
    (HIGHER, "71 accusations en 2025, après 40 en 2024."),
    (WATCH, "1 010 visites au T3 2026, 1 260 au troisième trimestre de 2025."),
    (WATCH, "Au T3 2026, 1 010 visites ont été effectuées."),
    (ON_TRACK, "7 tables en 2025, en bonne voie."),
    (MET, "61 ordonnances en 2025\u00a0: la cible de 80 n'a pas été atteinte."),
    # written without looking at the lists
    (INCIDENTS, "La police a déclaré 503 affaires de traite des personnes au Canada en 2024."),
    (INCIDENTS, "Au Canada, 503 affaires de traite des personnes ont été déclarées en 2024."),
    (INCIDENTS, "En 2024, on compte 503 affaires, comparativement à 522 en 2023."),
    (INCIDENTS, "Le nombre d'affaires est passé de 522 en 2023 à 503 en 2024."),
    (PROSECUTED, "142 personnes ont été poursuivies pour traite des personnes en 2019."),
    (CONVICTED, "28 personnes ont été condamnées pour traite en 2019."),
    (FUNDS, "La province a engagé plus de 345 millions de dollars d'avril 2025 à mars 2030."),
    (RATE, "Le taux était de 2,3 pour 100 000 personnes en 2024 (provisoire)."),
    (HIGHER, "71 accusations ont été portées en 2025, contre 40 en 2024."),
    (WATCH, "1 010 visites de proximité au T3 2026."),
]  # fmt: skip
HONEST = [
    *((name, line, EN) for name, line in HONEST_IN_ENGLISH),
    *((name, line, FR) for name, line in HONEST_IN_FRENCH),
]
