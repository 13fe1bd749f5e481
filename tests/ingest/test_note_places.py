"""Places and organizations of Ontario in an honest note: however much they look like a name."""

import pytest

from ingest.personal_data import is_private
from ingest.personal_data.listed import listed

PLACES = listed(
    """
Mount Forest; Smiths Falls; Carleton Place; Owen Sound; Parry Sound; Elliot Lake; Iroquois Falls;
Fort Erie; Port Colborne; Port Hope; Grand Bend; Blind River; Deep River; Sturgeon Falls; Wasaga
Beach; Bradford West Gwillimbury; New Tecumseth; Moose Factory; Big Trout Lake; Attawapiskat;
Kashechewan; Fort Albany; Sandy Lake; Pikangikum; Grassy Narrows; Six Nations; Curve Lake; Rama;
Georgina Island; Christian Island; Walpole Island; Kettle Point; Saugeen; Wikwemikong;
Wiikwemkoong; M'Chigeeng; Manitoulin; Little Current; Espanola; Wawa; Marathon; Terrace Bay;
Schreiber; Nipigon; Geraldton; Longlac; Hornepayne; Chapleau; Gogama; Foleyet; Temiskaming Shores;
New Liskeard; Haileybury; Kirkland Lake; Englehart; Cobalt; Mattawa; Powassan; Callander; Burk's
Falls; Huntsville; Bracebridge; Gravenhurst; Haliburton; Minden; Bancroft; Barry's Bay; Pembroke;
Petawawa; Renfrew; Arnprior; Kemptville; Prescott; Brockville; Gananoque; Napanee; Picton;
Belleville; Trenton; Campbellford; Cobourg; Bowmanville; Oshawa; Whitby; Ajax; Pickering;
Uxbridge; Port Perry; Beaverton; Orillia; Midland; Penetanguishene; Collingwood; Meaford;
Thornbury; Walkerton; Hanover; Durham; Markdale; Wiarton; Kincardine; Goderich; Clinton; Exeter;
Seaforth; Listowel; Palmerston; Harriston; Fergus; Elora; Arthur; Orangeville; Shelburne; Bolton;
Georgetown; Acton; Milton; Grimsby; Welland; Thorold; Simcoe; Port Dover; Delhi; Tillsonburg;
Aylmer; St. Thomas; Ingersoll; Woodstock; Paris; Stratford; St. Marys; Strathroy; Petrolia;
Wallaceburg; Tilbury; Leamington; Kingsville; Amherstburg; Essex; LaSalle; Lakeshore; Tecumseh;
Rainy River; Emo; Dryden; Ear Falls; Red Lake; Ignace; Atikokan; Hawkesbury; Rockland; Casselman;
Alexandria; Cornwall; Morrisburg; Winchester; Perth; Almonte; Lanark; Gore Bay; Sault Ste. Marie;
Michipicoten; Batchewana; Garden River; Thessalon; Bruce Mines; Massey; Serpent River; Sagamok;
Whitefish River; Nipissing First Nation; Temagami; Bear Island; Moosonee; Peawanuck; Fort Severn;
Webequie; Neskantaga; Eabametoong; Marten Falls; Nibinamik; Kasabonika Lake; Wunnumin Lake;
Kingfisher Lake; Bearskin Lake; Muskrat Dam; Weagamow; North Spirit Lake; Deer Lake; Poplar Hill;
Cat Lake; Slate Falls; Lac Seul; Wabigoon; Eagle Lake; Wauzhushk Onigum; Naotkamegwanning;
Couchiching; Seine River; Lac La Croix; Akwesasne; Tyendinaga; Alderville; Hiawatha; Scugog;
Beausoleil; Munsee-Delaware; Oneida; Chippewas; Aamjiwnaang; Caldwell; Mississaugas of the Credit;
Golden Lake; Pikwakanagan; East Gwillimbury; King City; Nobleton; Richmond Hill; Stoney Creek;
Holland Landing; Sioux Narrows; Nestor Falls; Hudson; Vermilion Bay; Red Rock; Rossport; White
River; Dubreuilville; Missanabie; Smooth Rock Falls; Matheson; South Porcupine; Black
River-Matheson; Val Caron; Hanmer; Chelmsford; Azilda; Lively; Garson; Capreol; Noelville; St.
Charles; Alban; Britt; Nobel; MacTier; Port Severn; Victoria Harbour; Elmvale; Stayner; Alliston;
Beeton; Tottenham; Cookstown; Angus; Creemore; Rexdale; Jane and Finch; Malvern; Regent Park; St.
James Town; Moss Park; Lawrence Heights; Mount Dennis; Weston; Long Branch; Mimico; New Toronto;
Flemingdon Park; Thorncliffe Park; Crescent Town; Oakridge; Kingston-Galloway; West Hill;
Agincourt; Vanier; Overbrook; Heron Gate; Ledbury; South Keys; Barrhaven; Kanata; Orléans; Bells
Corners; Rockcliffe; Hintonburg; Lowertown; Sandy Hill; St.-Charles; St Thomas; Mt. Forest; Ft.
Frances; Sioux Narrows-Nestor Falls; Rivière des Français; Nipissing Ouest; Grand Sudbury;
Côte-de-Sable; Saint-Isidore
"""
)
SENTENCES = (
    "{} office closed in July", "Sessions moved to {}", "Includes {}", "{}",
    "{} and Kenora counted together", "{} opened in May", "Bureau de {} fermé",
    "3 visits from {}", "{} was added in July", "{} reopened", "Le site de {} a fermé",
)  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_place_of_ontario_is_nobody(sentence: str) -> None:
    assert [one for one in PLACES if is_private(sentence.format(one))] == []


ORGANIZATIONS = (
    "Fred Victor referred 12 people", "Anishnawbe Mushkiki joined in July",
    "Program Rose of Sharon joined", "Rose of Sharon Services counted",
    "Deborah's Gate referred 3 people", "Program Marianne's Haven opened",
    "Cornerstone Landing counted as one", "Projet Émilie terminé", "Amber Alert week",
    "Two new groups at Regent Park", "Pine Court office closed", "Big Sister program added",
    "Elm Ridge and Birch Bay were added", "Saint Paul's Landing", "Sandra's Transition House",
)  # fmt: skip


@pytest.mark.parametrize("words", ORGANIZATIONS)
def test_what_is_called_after_somebody_by_its_kind_is_nobody(words: str) -> None:
    assert not is_private(words)


@pytest.mark.parametrize("words", [
    "Site at 123 Main Street closed", "New site at 45 King St W",
    "Bureau au 45 rue Principale fermé", "The office moved to 200 Main Street West",
    "Site at 12 Oak Street moved to 45 King Street East",
])  # fmt: skip
def test_the_address_of_a_site_is_an_organizations(words: str) -> None:
    assert not is_private(words)


@pytest.mark.parametrize("words", [
    "Client at 123 Main Street", "She lives at 45 King St W", "moved to 45 rue Principale",
    "Met near the site; home is 12 Oak Street",
])  # fmt: skip
def test_any_other_address_stays_somebodys(words: str) -> None:
    assert is_private(words)


@pytest.mark.parametrize("words", [
    "Sarah Tremblay from Regent Park", "Fred Victor cried", "Kim Park moved in today",
    "Jane Finch left the shelter with her son", "Moose Factory: Marcus Brown moved in",
    "Fred Victor arrived", "Deborah left the shelter", "Projet de Sarah Tremblay",
])  # fmt: skip
def test_a_name_beside_a_place_is_still_a_name(words: str) -> None:
    assert is_private(words)
