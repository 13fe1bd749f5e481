"""A name that is on no list, behind what introduces one person or before what only people do."""

import pytest

from ingest.personal_data import is_private

NAMES = ("Candy", "Marcus", "Xiaoling", "Okafor", "Tremblay", "Jessica")
INTRODUCED = (
    "nommée {}", "une femme nommée {}", "named {}", "a girl called {}", "aka {}",
    "known as {}", "alias {}", "surnommée {}", "prénom {}", "first name {}", "nom de rue {}",
    "goes by {}", "trafficker {}", "Trafficker: {}", "trafficker {} was charged", "pimp: {}",
    "trafficked by {}", "her trafficker, {}, was charged", "son proxénète {}", "proxénète : {}",
    "exploitée par {}", "recruited by {}", "her boyfriend {}", "her husband {} was charged",
    "her mother {}", "sa mère {}", "son conjoint {}", "survivor {}", "Survivante {}",
    "cliente {}", "client {}", "victim {}", "l'accusé {}", "{}'s file is open",
    "{}'s case closed", "dossier de {}", "{} and her child", "{} graduated from the program",
    "{} testified", "{} a témoigné", "{} was charged", "{} died", "{} est décédée",
    "{} left the shelter", "{} a été hébergée", "{} turned 18", "{} (survivor)",
    "{}, survivor", "{} – survivor",
)  # fmt: skip


@pytest.mark.parametrize("words", INTRODUCED)
def test_a_name_is_told_by_what_stands_around_it(words: str) -> None:
    assert [one for one in NAMES if not is_private(words.format(one))] == []


@pytest.mark.parametrize("name", ["Kenora", "Toronto", "Gogama", "Ojibwe", "Haïtienne", "Tuesday"])
@pytest.mark.parametrize("words", ["survivor {}", "exploitée par {}", "dossier de {}"])
def test_a_place_a_people_and_a_day_are_no_names(words: str, name: str) -> None:
    assert not is_private(words.format(name))


HONEST = (
    "One survivor advisory group met",
    "Client Services closed in May",
    "Victim Quick Response Program",
    "Survivor Voices group ended in June",
    "client Portal launched in July",
    "Mother's Day event cancelled",
    "Father's Day week closed",
    "Girl Guides visit in May",
    "Boys and Girls Club referred 4 people",
    "Big Sister program added",
    "Sister Circle began in May",
    "A shelter named Osprey opened",
    "The site was renamed Phoenix in May",
    "now known as Safehope Home",
    "Program known as Haven ended",
    "client Zoom calls included",
    "Toronto's file was sent late",
    "Ernestine's children's program counted",
    "Ernestine's children program counted",
    "Renovation left the shelter closed for a week",
    "Storm left the house without power",
    "Flooding left the shelter with 4 beds",
    "A survivor Indigenous and two others",
    "one woman Cree, two Métis",
    "cliente Haïtienne et cliente Nigériane comptées ensemble",
    "une femme Inuite de plus",
    "Victim Services Toronto referred more people",
    "Survivor Leadership program funded",
    "Client Satisfaction survey in June",
    "Participant Feedback forms lost",
    "Resident Council met",
    "Client Intake moved to Monday",
    "Client Tuesday groups ended",
    "Witness Protection not counted",
    "Police charged 4 traffickers",
    "Nobody died",
    "Volunteers graduated from training in June",
    "Staff left the shelter in June for training",
    "Clients testified in two cases",
    "One client testified in May",
    "Two survivors left the shelter",
    "Police and her mother",
    "Dossier de Windsor transféré",
    "Dossier de recherche terminé",
    "dossier de Justice transféré au bureau",
    "exploitée par Internet",
    "trafficked by Canadians abroad",
    "Recruited by Facebook and Snapchat",
    "recrutée par TikTok",
    "Prénom et nom retirés",
    "Named partner: Covenant House",
    "agency called Elizabeth Fry",
    "Camp known as Wanakita closed",
    "Toronto was charged a fee",
    "Uber was charged to the program",
    "Funding died in May",
    "HIFIS was charged to another grant",
    "Parking was charged to the ministry",
    "Server died in August; counts are from paper",
    "Printer died",
    "Database died in July",
    "Van died in September",
    "Boiler died",
    "Laptop died twice",
    "Internet died",
    "Furnace died; shelter closed",
    "Husband and wife counted as two",
    "Mother and child counted as two",
    "Woman Abuse Working Group",
    "Woman Abuse Council of Toronto",
    "Girl Talk group",
    "Man Up group",
    "Child Witness program",
    "Child Witness Centre",
    "Son of the Moon group",
    "Victim/Witness Assistance Program: 12",
    "Victim Crisis Assistance Ontario",
    "Daughter and mother counted once",
    "Femme Action group",
    "Filles d'Action group",
    "Mère et Monde counted",
    "client : Total under 25",
    "Client: new",
    "Participant: 12 in May",
    "Survivor: Total",
    "Victim: First Nations",
    "Clients: Thunder Bay",
    "Cliente: Première Nation",
    "Resident (Dryden) counted",
    "client (Kenora) counted at both sites",
    "survivor (Indigenous)",
    "Survivor – Toronto",
    "one client, Ottawa",
    "une cliente, Hearst",
    "one survivor: Sudbury",
    "une survivante (Hawkesbury)",
    "woman – Barrie; man – Orillia",
    "resident Timmins site",
    "Sandy Hill",
    "Poplar Hill",
    "Moss Park",
    "Bay Centre opened",
    "Oak Park Village group",
    "Maple Hill site closed",
    "Pine Court office closed",
    "Cedar Point, Birch Bay and Elm Ridge added",
    "Saint Paul's Landing",
    "St. Thomas and St. Marys",
    "Includes Mt. Forest",
    "Includes Ft. Frances",
    "Chapleau-Cree counted",
    "Harrow and Essex together",
    "Site at 12 Oak Street moved to 45 King Street East",
    "Bureau au 45 rue Principale fermé",
    "The office moved to 200 Main Street West",
    "Clinic at 14 Division Street closed",
)


@pytest.mark.parametrize("words", HONEST)
def test_an_honest_note_with_such_words_passes(words: str) -> None:
    assert not is_private(words)


@pytest.mark.parametrize("words", [
    "JD (16)", "J.D. (16)", "girl, 16", "Girl (16)", "fille, 16 ans", "client, 16",
    "a girl of sixteen", "une fille de seize ans", "IFHP number 12345678",
    "treaty number 1234567890", "numéro de traité 1234567890",
    "hotel room 212 at the Super 8 on May 3", "chambre 212 de l'hôtel Senator",
])  # fmt: skip
def test_one_person_in_few_words_is_told(words: str) -> None:
    assert is_private(words)


@pytest.mark.parametrize("words", [
    "AB (16)", "17 F from Timmins", "F16", "girls, 16", "survivor, 16 in May", "group of twelve",
    "a girl aged twelve to fifteen", "12 hotel rooms in May", "hotel room 12 nights", "Room 12",
    "Treaty 9 communities: 12 visits", "IFHP 12 claims", "Inn from the Cold",
])  # fmt: skip
def test_what_may_as_honestly_be_a_count_passes(words: str) -> None:
    assert not is_private(words)
