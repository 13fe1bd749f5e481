"""Lines that compare, or call a value the newest: honest ones, and misleading ones near them.

The honest ones are by people who did not know what the check knows.
"""

from tests.briefings.lines_misread import (
    ALL_ACTS,
    CONVICTED,
    FUNDS,
    HIGHER,
    INCIDENTS,
    MET,
    ON_TRACK,
    PROSECUTED,
    RATE,
    TRAINED,
    WATCH,
)
from tests.briefings.made import EN, FR

OF_STRANGERS = [
    *((name, text, EN) for name, text in [
        (INCIDENTS, "Police recorded 503 incidents of human trafficking in 2024, 19 fewer than in "
            "2023, a usual change."),
        (INCIDENTS, "In 2024, police services recorded 503 incidents under the Criminal Code."),
        (INCIDENTS, "503 Criminal Code incidents were recorded in 2024, a decrease of 19 from "
            "2023, which is a usual change."),
        (INCIDENTS, "Police-reported incidents decreased by 4% from 2023 to 2024, a usual change."),
        (INCIDENTS, "The number of incidents more than doubled between 2018 and 2023."),
        (INCIDENTS, "Please note that 503 incidents were recorded in 2024."),
        (INCIDENTS, "503 incidents were recorded in 2024, the most recent year available."),
        (INCIDENTS, "As of 2024, 503 incidents were recorded."),
        (INCIDENTS, "The latest figure is 503 incidents, for 2024."),
        (INCIDENTS, "These figures are for Canada as a whole: 503 incidents in 2024."),
        (INCIDENTS, "Figures for 2024: 503 incidents (Statistics Canada)."),
        (INCIDENTS, "Statistics Canada reports 503 incidents in 2024."),
        (ALL_ACTS, "Police reported 608 incidents in 2024. This figure is provisional and "
            "may change."),
        (ALL_ACTS, "Police reported 608 incidents in 2024 (provisional). Not all incidents are "
            "reported to police."),
        (CONVICTED, "Courts convicted 28 people in 2019, the latest year."),
        (PROSECUTED, "In 2019, 142 people were prosecuted and 28 were convicted."),
        (FUNDS, "Ontario is investing more than $345 million over five years."),
        (FUNDS, "The government has committed more than $345 million from April 2025 to "
            "March 2030."),
        (TRAINED, "More than 1,000 front-line workers have been trained so far."),
        (TRAINED, "Over 1,000 front-line workers have received training."),
        (MET, "61 protection orders were made in 2025, below the target of 80."),
        (MET, "With 61 orders in 2025, the target of 80 was not met."),
        (WATCH, "1,010 outreach visits were made in Q3 2026."),
        (WATCH, "Partners made 1,010 visits in Q3 2026, fewer than in Q3 2025 (1,260)."),
        (HIGHER, "Police laid 71 charges in 2025."),
        (HIGHER, "71 charges were laid in 2025, 31 more than in 2024, higher than chance would "
            "explain."),
        (ON_TRACK, "7 coordination tables are in place, on track."),
    ]),
    *((name, text, FR) for name, text in [
        (INCIDENTS, "En 2024, les services de police ont déclaré 503 affaires de traite des "
            "personnes."),
        (INCIDENTS, "Le nombre d'affaires a diminué de 19 entre 2023 et 2024, une variation "
            "habituelle."),
        (INCIDENTS, "503 affaires en 2024, soit 19 de moins qu'en 2023, une variation habituelle."),
        (CONVICTED, "En 2019, les tribunaux ont condamné 28 personnes."),
        (FUNDS, "L'Ontario investit plus de 345 millions de dollars."),
        (TRAINED, "Plus de 1 000 travailleurs de première ligne ont été formés."),
        (MET, "61 ordonnances en 2025, sous la cible de 80."),
        (WATCH, "Au T3 2026, 1 010 visites, contre 1 260 au T3 2025."),
    ]),
]  # fmt: skip

COMPARED_RIGHTLY = [
    *((name, text, EN) for name, text in [
        (INCIDENTS, "503 in 2024, 265 more than in 2018."),
        (INCIDENTS, "503 in 2024, a difference of 19 from 2023, a usual change."),
        (HIGHER, "71 charges in 2025, 78% more than in 2024."),
        (RATE, "2.3 per 100,000 people in 2024 (provisional), 0.2 more than in 2023."),
    ]),
    *((name, text, FR) for name, text in [
        (INCIDENTS, "503 affaires en 2024, une baisse de 19 par rapport à 2023, une variation "
            "habituelle."),
    ]),
]  # fmt: skip

COMPARED_WRONGLY = [
    *((name, text, EN) for name, text in [
        (INCIDENTS, "503 incidents in 2024, 19 more than in 2023, a usual change."),
        (INCIDENTS, "503 incidents in 2024, 19 fewer than in 2022, a usual change."),
        (INCIDENTS, "522 incidents in 2023, 19 fewer than in 2024."),
        (INCIDENTS, "503 incidents in 2024, 19 fewer in 2024 than in 2023."),
        (INCIDENTS, "19 fewer incidents in 2023 than in 2024, a usual change."),
        (INCIDENTS, "19 fewer incidents than in 2023, a usual change."),
        (INCIDENTS, "503 incidents in 2024, 19 fewer victims than in 2023, a usual change."),
        (INCIDENTS, "503 incidents in 2024, at least 19 fewer than in 2023, a usual change."),
        (INCIDENTS, "503 incidents in 2024, 19% fewer than in 2023, a usual change."),
        (INCIDENTS, "503 incidents in 2024, 4 fewer than in 2023, a usual change."),
        (INCIDENTS, "Incidents decreased by 4% from 2023 to 2024."),
        (INCIDENTS, "Incidents increased by 4% from 2023 to 2024, a usual change."),
        (INCIDENTS, "Incidents decreased by 19 from 2024 to 2023, a usual change."),
        (INCIDENTS, "Incidents fell by 19 since 2023, a usual change."),
        (INCIDENTS, "503 in 2024. 19 fewer than in 2023, a usual change."),
        (INCIDENTS, "The drop of 19 between 2023 and 2024 proves it, a usual change."),
        (INCIDENTS, "265 more than in 2018: 503 in 2024."),
        (INCIDENTS, "503 in 2024, more than 19 fewer than in 2023, a usual change."),
        (INCIDENTS, "503 in 2024, down 19 from 2023."),
        (INCIDENTS, "503 in 2024, up 19 from 2023, a usual change."),
        (INCIDENTS, "1 more than in 2023: 503 in 2024."),
        (INCIDENTS, "503 in 2024, 1 fewer than in 2023, a usual change."),
        (INCIDENTS, "522 incidents in 2023, the latest figure."),
        (INCIDENTS, "522 incidents in 2023. The latest year: 2024."),
        (INCIDENTS, "238 incidents were recorded in 2018, the most recent year available."),
        (INCIDENTS, "503 in 2024. Not all police are reported."),
        (INCIDENTS, "503 in 2024. Not all incidents are reported to police, and more."),
        (INCIDENTS, "503 in 2024. Not all victims are reported."),
        (INCIDENTS, "503 in 2024 and may change."),
        (INCIDENTS, "503 incidents in 2024 with services."),
        (INCIDENTS, "Police services had 503 incidents in 2024."),
        (INCIDENTS, "With trafficking, 503 incidents in 2024."),
        (INCIDENTS, "The government committed 503 incidents in 2024."),
        (INCIDENTS, "503 incidents made in 2024."),
        (INCIDENTS, "Police reports: 503 incidents in 2024."),
        (MET, "61 orders in 2025, above the target of 80."),
        (MET, "61 orders in 2025, over the goal of 80."),
        (MET, "61 orders in 2025, short of the target of 61."),
        (MET, "61 orders in 2025, just short of the target of 80."),
        (CONVICTED, "Courts have convicted no more than 28 people in 2019."),
        (CONVICTED, "25 people were convicted in 2017, the latest year."),
        (CONVICTED, "28 people in 2019, the latest."),
        (PROSECUTED, "Courts convicted 142 people in 2019."),
        (HIGHER, "71 charges in 2025, 31 fewer than in 2024, higher than chance would explain."),
        (HIGHER, "Police laid 40 charges in 2024, the latest year."),
        (HIGHER, "71 charges in 2025, 77% more than in 2024, higher than chance would explain."),
        (FUNDS, "The government announced more than $345 million, the latest."),
    ]),
    *((name, text, FR) for name, text in [
        (INCIDENTS, "503 affaires en 2024, soit 19 de plus qu'en 2023, une variation habituelle."),
        (INCIDENTS, "Les affaires ont augmenté de 19 entre 2023 et 2024, une variation "
            "habituelle."),
        (INCIDENTS, "503 affaires en 2024, 19 de moins qu'en 2022, une variation habituelle."),
        (INCIDENTS, "Baisse de 4 % entre 2023 et 2024."),
        (INCIDENTS, "522 affaires en 2023, le chiffre le plus récent."),
        (INCIDENTS, "503 affaires en 2024 et peut changer."),
        (MET, "61 ordonnances en 2025, au-delà de la cible de 80."),
        (PROSECUTED, "Les tribunaux ont condamné 142 personnes en 2019."),
        (INCIDENTS, "Avec la stratégie, 503 affaires en 2024."),
        (INCIDENTS, "Diminué de 19 par 2023 : 503 en 2024."),
    ]),
]  # fmt: skip
