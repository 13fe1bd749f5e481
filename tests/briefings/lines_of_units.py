"""Lines of briefings whose number has a unit, or a thing counted: its own, and another."""

from tests.briefings.made import EN, FR

INCIDENTS, ALL_ACTS = "criminal-code-trafficking-incidents", "police-reported-trafficking-incidents"
CALLS, DETECTED, CONVICTED = "hotline-calls-and-contacts", "detected-victims", "people-convicted"
FUNDS, AWARDS = "strategy-funding-committed", "victim-support-grant-awards"
DAYS, SHARE, RATE = (
    "permit-processing-time", "incidents-leading-to-charges", "police-reported-trafficking-rate",
)  # fmt: skip
TRAINED, PROJECTS, NOT_SOLVED = (
    "people-trained", "victim-support-grant-projects-with-an-indigenous-focus",
    "incidents-not-solved",
)  # fmt: skip
TERM = "for April 2025 to March 2030"

TRUE = [
    (INCIDENTS, "503 police-reported trafficking incidents in 2024.", EN),
    (INCIDENTS, "503 incidents a year in 2024, and 522 a year earlier, in 2023.", EN),
    (INCIDENTS, "In 2024, incidents that came to police attention numbered 503.", EN),
    (ALL_ACTS, "There were 608 (provisional) incidents in Canada in 2024.", EN),
    (CALLS, "Calls from victims and survivors: more than 5,900 in 2025.", EN),
    (DETECTED, "National authorities identified 506 victims in 2022.", EN),
    (DETECTED, "506 survivors detected in 2022, 418 in 2021.", EN),
    (CONVICTED, "28 people convicted in 2019.", EN),
    (FUNDS, f"More than 345 million dollars committed {TERM}.", EN),
    (DAYS, "Permits took 218 days in 2023, after 150 days in 2022.", EN),
    (SHARE, "38 per cent of incidents for 2013 to 2023.", EN),
    (NOT_SOLVED, "Incidents not solved were 58% for 2013 to 2023.", EN),
    (RATE, "2.3 incidents per 100,000 people in 2024 (provisional).", EN),
    (TRAINED, "More than 1,000 front-line workers for April 2020 to March 2025.", EN),
    (PROJECTS, "17 Victim Support Grant projects for April 2022 to March 2024.", EN),
    (INCIDENTS, "Le nombre d'affaires était de 503 en 2024.", FR),
    (AWARDS, "Plus de 4\u00a0millions de dollars octroyés en 2023-2024.", FR),
    (DAYS, "218 jours en 2023.", FR),
    (SHARE, "38\u00a0% des affaires (2013 à 2023).", FR),
    (SHARE, "38 pour cent des affaires (2013 à 2023).", FR),
]  # fmt: skip

UNIT, BARE = "is another unit, or another thing", "stands without its unit"
FALSE_IN_ENGLISH = [
    (INCIDENTS, "503 dollars in 2024.", f"“503 dollars” {UNIT}"),
    (INCIDENTS, "$503 in 2024.", f"“$503” {UNIT}"),
    (INCIDENTS, "503% in 2024.", f"“503%” {UNIT}"),
    (ALL_ACTS, "608% (provisional) in 2024.", f"“608%” {UNIT}"),
    (ALL_ACTS, "608 (provisional) per cent in 2024.", f"“608 per cent” {UNIT}"),
    (ALL_ACTS, "608 (provisional) a month in 2024.", f"“608 a month” {UNIT}"),
    (INCIDENTS, "503 incidents a day in 2024.", f"“503 a day” {UNIT}"),
    (FUNDS, f"More than $345 million a year {TERM}.", f"“345 million a year” {UNIT}"),
    (FUNDS, f"More than 345 million {TERM}.", f"“345 million” {BARE}"),
    (DAYS, "218 permits in 2023.", f"“218 permits” {UNIT}, than this figure measures. The"
                                   " figure is: 218 days."),
    (DAYS, "218 hours in 2023.", f"“218 hours” {UNIT}"),
    (SHARE, "38 for 2013 to 2023.", f"“38” {BARE}. Write it as it is shown: 38%."),
    (RATE, "2.3 victims per 100,000 people in 2024 (provisional).", f"“2.3 victims” {UNIT}"),
    (INCIDENTS, "522 in 2023, 503 in 2024, a usual change: 19% fewer.", "“19” is none of"),
    (INCIDENTS, "503 Criminal Code victims in 2024.", f"“503 Criminal Code victims” {UNIT}"),
    (INCIDENTS, "503 cases of sexual exploitation in 2024.", f"“503 cases” {UNIT}"),
    (INCIDENTS, "503 of the convictions in 2024.", f"“503 of the convictions” {UNIT}"),
    (INCIDENTS, "503 new and serious crimes in 2024.", f"“503 new and serious crimes” {UNIT}"),
    (INCIDENTS, "The number of victims was 503 in 2024.", "“The number of victims was 503”"),
    (INCIDENTS, "Convictions: 503 in 2024.", f"“Convictions: 503” {UNIT}"),
    (ALL_ACTS, "608 (provisional) people in 2024.", f"“608 (provisional) people” {UNIT}"),
    (ALL_ACTS, "608 (provisional) survivors in 2024.", f"“608 (provisional) survivors” {UNIT}"),
    (CONVICTED, "28 victims in 2019.", f"“28 victims” {UNIT}"),
    (DETECTED, "506 children detected in 2022.", f"“506 children” {UNIT}"),
    (CALLS, "There have never been more than 5,900 calls in 2025.", "“never been more than"),
    (ALL_ACTS, "None of the 608 (provisional) incidents of 2024 were solved.", "“None of the"),
    (AWARDS, "The government spent more than $4M in 2023-24.", "“spent” is not what is known"),
    (FUNDS, f"More than $345M was paid {TERM}.", "“paid” is not what is known of this amount"),
    (DETECTED, "506 people were trafficked in 2022.", "“trafficked” tells of all that"),
    (DETECTED, "Trafficking rose from 418 in 2021 to 506 in 2022, a usual change.",
     "“Trafficking rose” tells of all that happened"),
    (ALL_ACTS, "At home in the province, 608 (provisional) in 2024.", "“the province” is"),
    (ALL_ACTS, "Our strategy works: 608 (provisional) in 2024.", "“works” judges"),
    (ALL_ACTS, "608 (provisional) in 2024 is proof: under control.", "“proof” judges"),
]  # fmt: skip

AUTRE, SANS = "est une autre unité, ou autre chose", "est sans son unité"
_IN_FRENCH = [
    (INCIDENTS, "503 dollars en 2024.", "503\u00a0dollars", AUTRE),
    (INCIDENTS, "503\u00a0% en 2024.", "503\u00a0%", AUTRE),
    (INCIDENTS, "503 affaires par jour en 2024.", "503 par jour", AUTRE),
    (ALL_ACTS, "608 (provisoire) par mois en 2024.", "608 par mois", AUTRE),
    (INCIDENTS, "503 condamnations en 2024.", "503 condamnations", AUTRE),
    (INCIDENTS, "503 cas d'exploitation en 2024.", "503 cas", AUTRE),
    (INCIDENTS, "Les victimes étaient 503 en 2024.", "Les victimes étaient 503", AUTRE),
    (ALL_ACTS, "608 (provisoire) survivantes en 2024.", "608 (provisoire) survivantes", AUTRE),
    (DAYS, "218 permis en 2023.", "218 permis", AUTRE),
    (DAYS, "218 heures en 2023.", "218\u00a0heures", AUTRE),
    (SHARE, "38 pour 2013 à 2023.", "38", SANS),
    (AWARDS, "Plus de 4 millions en 2023-2024.", "4 millions", SANS),
    (CALLS, "Il n'y a pas eu plus de 5 900 appels en 2025.",
     "n'y a pas eu plus de 5 900", "nie un chiffre"),
    (ALL_ACTS, "Aucune des 608 (provisoire) affaires de 2024 n'est résolue.",
     "Aucune des 608", "nie un chiffre"),
    (AWARDS, "Plus de 4\u00a0M$ dépensés en 2023-2024.",
     "dépensés", "n'est pas ce que l'on sait"),
    (DETECTED, "506 personnes ont été victimes de la traite en 2022.",
     "été victimes", "parle de tout ce qui s'est produit"),
    (DETECTED, "La traite a augmenté, de 418 en 2021 à 506 en 2022, ce qui est habituel.",
     "La traite a augmenté", "parle de tout ce qui s'est produit"),
    (ALL_ACTS, "608 (provisoire) affaires dans la province en 2024.", "la province", "est un"),
    (ALL_ACTS, "Notre stratégie fonctionne\u00a0: 608 (provisoire) en 2024.",
     "fonctionne", "porte un jugement"),
    (ALL_ACTS, "608 (provisoire) en 2024, preuve d'un recul.", "preuve", "porte un jugement"),
]  # fmt: skip
FALSE_IN_FRENCH = [
    (name, line, f"«\u00a0{said}\u00a0» {fault}") for name, line, said, fault in _IN_FRENCH
]
