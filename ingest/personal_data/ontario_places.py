"""Names of places in Ontario: in a note they are nobody's, however much they look like a name.

Written after public lists: the municipalities after those of the Association of Municipalities of
Ontario and of the Ministry of Municipal Affairs and Housing, the First Nations after that of
Indigenous Services Canada, with the names that they are better known by, the communities after the
Canadian Geographical Names Database; in English, and in French where they have a French name. No
list of everything: a place that is missing is added here.
"""

from ingest.personal_data.listed import listed
from ingest.personal_data.normal import folded
from ingest.personal_data.ontario_quarters import QUARTERS

_MUNICIPALITIES = """
Addington Highlands; Adelaide Metcalfe; Adjala Tosorontio; Admaston Bromley; Alberton; Alfred and
Plantagenet; Alfred et Plantagenet; Algonquin Highlands; Alnwick Haldimand; Armour; Arran
Elderslie; Ashfield Colborne Wawanosh; Asphodel Norwood; Assiginack; Athens; Baldwin; Billings;
Black River Matheson; Blandford Blenheim; Blind River; Bluewater; Blue Mountains; Bonnechere
Valley; Bradford West Gwillimbury; Brethour; Brockton; Brooke Alvinston; Bruce Mines; Brudenell
Lyndoch and Raglan; Brudenell Lyndoch; Burpee and Mills; Burks Falls; Burk's Falls; Carleton
Place; Carlow Mayo; Casey; Cavan Monaghan; Central Elgin; Central Frontenac; Central Huron;
Central Manitoulin; Centre Hastings; Centre Wellington; Chatham Kent; Clarence Rockland;
Clearview; Coleman; Conmee; Dawn Euphemia; Dawson; Deep River; Douro Dummer; Drummond North
Elmsley; Dutton Dunwich; Dysart et al; Ear Falls; East Ferris; East Garafraxa; East Gwillimbury;
East Hawkesbury; East Zorra Tavistock; Edwardsburgh Cardinal; Elizabethtown Kitley; Elliot Lake;
Fauquier Strickland; Fort Erie; Fort Frances; French River; Rivière des Français; Front of Yonge;
Frontenac Islands; Garden River; Gauthier; Georgian Bay; Georgian Bluffs; Gordon Barrie Island;
Gore Bay; Grand Valley; Greater Madawaska; Greater Napanee; Greater Sudbury; Grand Sudbury; Grey
Highlands; Guelph Eramosa; Halton Hills; Hamilton Township; Hastings Highlands; Havelock Belmont
Methuen; Head Clara and Maria; Highlands East; Hilton Beach; Hornepayne; Huron East; Huron
Kinloss; Huron Shores; Iroquois Falls; James Township; Joly; Kawartha Lakes; Killaloe Hagarty and
Richards; Killaloe Hagarty; King Township; Kirkland Lake; La Vallee; Lac des Mille Lacs; Lake of
Bays; Lake of the Woods; Lambton Shores; Lanark Highlands; Larder Lake; LaSalle; Laurentian Hills;
Laurentian Valley; Leeds and Grenville; Leeds and the Thousand Islands; Lucan Biddulph; Macdonald
Meredith and Aberdeen; Macdonald Meredith; Machar; Madawaska Valley; Markstay Warren; Marmora and
Lake; Mattawan; Mattice Val Côté; McDougall Township; McGarry Township; McKellar Township;
McMurrich Monteith; McNab Braeside; Merrickville Wolford; Middlesex Centre; Minden Hills;
Mississippi Mills; Morris Turnberry; Muskoka Lakes; Nairn and Hyman; New Tecumseth; Niagara on the
Lake; North Algona Wilberforce; North Bay; North Dumfries; North Dundas; North Frontenac; North
Glengarry; North Grenville; North Huron; North Kawartha; North Middlesex; North Perth; North
Stormont; Northeastern Manitoulin and the Islands; Northeastern Manitoulin; Northern Bruce
Peninsula; O'Connor Township; Oil Springs; Oliver Paipoonge; Opasatika; Oro Medonte; Otonabee
South Monaghan; Owen Sound; Papineau Cameron; Parry Sound; Perth East; Perth South; Pickle Lake;
Plummer Additional; Plympton Wyoming; Point Edward; Port Colborne; Port Hope; Prince Edward
County; Prince Township; Quinte West; Rainy River; Red Lake; Red Rock; Richmond Hill; Rideau
Lakes; Ryerson Township; Sables Spanish Rivers; Saugeen Shores; Sault Ste Marie; Sault Sainte
Marie; Sioux Lookout; Sioux Narrows Nestor Falls; Sioux Narrows; Smiths Falls; Smooth Rock Falls;
South Algonquin; South Bruce; South Bruce Peninsula; South Dundas; South Frontenac; South
Glengarry; South Huron; South River; South Stormont; South West Oxford; Southwest Middlesex;
Spanish River; St Catharines; St Charles; St Clair; St Joseph Island; St Joseph; St Marys; St
Thomas; Saint Thomas; Saint Charles; Stirling Rawdon; Stone Mills; Stormont Dundas and Glengarry;
Stormont Dundas et Glengarry; Strathroy Caradoc; Sundridge; Tay Valley; Temiskaming Shores;
Terrace Bay; Thames Centre; The Archipelago; The Blue Mountains; The Nation; La Nation; Thousand
Islands; Trent Hills; Trent Lakes; Tudor and Cashel; Val Rita Harty; Wasaga Beach; Wellington
North; West Elgin; West Grey; West Lincoln; West Nipissing; Nipissing Ouest; West Perth;
Whitchurch Stouffville; White River; Whitewater Region; Thunder Bay; Niagara Falls; Prescott and
Russell; Prescott et Russell; Lennox and Addington; Haldimand County; Norfolk County; Brant
County; Rainy River District
"""
_NATIONS = """
Aamjiwnaang; Alderville; Alderville First Nation; Algonquins of Pikwakanagan; Animakee Wa Zhing;
Animbiigoo Zaagi'igan Anishinaabek; Anishinabe of Wauzhushk Onigum; Anishnaabeg of Naongashiing;
Aroland; Asubpeeschoseewagong; Atikameksheng Anishnawbek; Attawapiskat; Aundeck Omni Kaning;
Batchewana; Bay of Quinte Mohawks; Bear Island; Bearskin Lake; Beausoleil; Beaver House;
Beaverhouse; Big Grassy; Big Grassy River; Big Island; Big Trout Lake; Biigtigong Nishnaabeg;
Biinjitiwaabik Zaaging Anishinaabek; Bingwi Neyaashi Anishinaabek; Brunswick House; Caldwell; Cat
Lake; Chapleau Cree; Chapleau Ojibwe; Chippewas of Georgina Island; Chippewas of Kettle and Stony
Point; Chippewas of Nawash; Chippewas of Rama; Chippewas of the Thames; Christian Island;
Constance Lake; Couchiching; Curve Lake; Deer Lake; Delaware Nation; Dokis; Dokis First Nation;
Eabametoong; Eagle Lake; Flying Post; Fort Albany; Fort Hope; Fort Severn; Fort William; Garden
River; Georgina Island; Ginoogaming; Grassy Narrows; Gull Bay; Henvey Inlet; Hiawatha;
Iskatewizaagegan; Kaboni; Kasabonika Lake; Kasabonika; Kashechewan; Kebaowek; Keewaywin; Kettle
Point; Kettle and Stony Point; Kiashke Zaaging; Kingfisher Lake; Kitchenuhmaykoosib Inninuwug;
Koocheching; Lac La Croix; Lac Seul; Lake Nipigon; Lansdowne House; Long Lake; Long Lake 58;
Magnetawan First Nation; Marten Falls; Matachewan; Mattagami; McDowell Lake; M'Chigeeng;
Michipicoten; Mishkeegogamang; Missanabie Cree; Mississauga First Nation; Mississaugas of the
Credit; Mississaugas of Scugog Island; Mitaanjigamiing; Mocreebec; Mohawks of Akwesasne; Mohawks
of the Bay of Quinte; Moose Cree; Moose Factory; Moose Deer Point; Moravian of the Thames; Munsee
Delaware; Muskrat Dam; Naicatchewenin; Namaygoosisagagun; Naotkamegwanning; Neskantaga;
Netmizaaggamig Nishnaabeg; New Credit; New Slate Falls; Neyaashiinigmiing; Nibinamik;
Nicickousemenecaning; Nigigoonsiminikaaning; Niisaachewan; Nipissing First Nation; North Caribou
Lake; North Spirit Lake; Northwest Angle; Obashkaandagaang; Ogoki Post; Ojibways of Onigaming;
Oneida Nation of the Thames; Oneida of the Thames; Onigaming; Osnaburgh; Pays Plat; Peawanuck; Pic
Mobert; Pic River; Pikangikum; Pikwakanagan; Poplar Hill; Poplar Point; Rainy River First Nations;
Rainy Lake; Rat Portage; Red Rock Indian Band; Rocky Bay; Sachigo Lake; Sagamok; Sagamok
Anishnawbek; Sand Point; Sandpoint; Sandy Lake; Saugeen First Nation; Savant Lake; Seine River;
Serpent River; Shawanaga; Sheguiandah; Sheshegwaning; Shoal Lake; Six Nations; Six Nations of the
Grand River; Slate Falls; Stanjikoming; Stony Point; Sucker Creek; Summer Beaver; Tahgaiwinini;
Taykwa Tagamou; Teme Augama Anishnabai; Temagami; Thessalon First Nation; Tyendinaga Mohawk
Territory; Wabaseemoong; Wabauskang; Wabigoon Lake; Wahgoshig; Wahnapitae; Wahta Mohawks; Walpole
Island; Wapekeka; Washagamis Bay; Wasauksing; Wauzhushk Onigum; Wawakapewin; Weagamow; Weagamow
Lake; Webequie; Weenusk; White Sand; Whitefish Bay; Whitefish Lake; Whitefish River; Whitesand;
Wiikwemkoong; Wikwemikong; Wikwemikong Unceded Territory; Winisk; Wunnumin Lake; Wunnumin;
Zhiibaahaasing; Nishnawbe Aski; Grand Council Treaty; Mushkegowuk; Matawa; Anishinabek Nation;
Haudenosaunee
"""
_COMMUNITIES = """
Ailsa Craig; Algoma Mills; Amherst Island; Angus; Apsley; Arden; Armstrong Station; Ardoch;
Astorville; Azilda; Bala; Balmertown; Baptiste Lake; Barrhaven; Barry's Bay; Batawa; Bayfield;
Beachburg; Beardmore; Beaver Valley; Belle River; Bells Corners; Belmont Lake; Big Bay; Birch
Cliff; Birch Island; Blackburn Hamlet; Blenheim; Bobcaygeon; Bond Head; Bourget; Bowmanville;
Brights Grove; Britannia Bay; Buckhorn; Burleigh Falls; Byng Inlet; Cache Bay; Calabogie; Caledon
East; Caledon Village; Camden East; Campbellford; Campbellville; Cape Croker; Capreol; Caramat;
Cartier; Cedar Point; Chalk River; Chelmsford; Cherry Valley; Chute à Blondeau; Coboconk; Coe
Hill; Cold Springs; Colpoys Bay; Coniston; Cookstown; Copper Cliff; Corbeil; Craigleith; Creemore;
Crystal Beach; Crysler; Cumberland Beach; Denbigh; Desbarats; Devlin; Dorion; Dowling; Dresden;
Dubreuilville; Dwight; Eagle River; Earlton; East York; Eganville; Elgin Mills; Elizabeth Bay; Elk
Lake; Elmvale; Elora; Embrun; Emsdale; Estaire; Falconbridge; Fenelon Falls; Fitzroy Harbour;
Flesherton; Foleyet; Fonthill; Fort Henry; Foymount; Frankford; Gamebridge; Garson; Gilmour; Glen
Huron; Glen Miller; Glen Morris; Glen Robertson; Glen Walter; Glen Williams; Glencoe; Gogama;
Golden Lake; Gooderham; Gowganda; Grand Bend; Green Lane; Green Valley; Haley Station; Haliburton
Highlands; Hanmer; Hawk Junction; Head Lake; Heyden; Hillsdale; Holland Landing; Holland Marsh;
Honey Harbour; Hudson; Ingleside; Ingolf; Inkerman; Iona Station; Iron Bridge; Jackfish; Jackson's
Point; Jellicoe; Jordan Station; Kaladar; Kakabeka Falls; Kamiskotia; Keewatin; Kettle Creek; King
City; King Kirkland; Kleinburg; Lac Sainte Thérèse; Lac Simon; Lafontaine; Lakefield; L'Amable;
L'Orignal; Lefroy; Lion's Head; Little Britain; Little Current; Little Longlac; Lively; Long
Branch; Long Point; Long Sault; Longlac; Lucknow; Macdiarmid; MacTier; Mallorytown; Manitou
Rapids; Manitouwadge; Manotick; Maple Leaf; Marten River; Mather; Maynooth; Maxville; McGregor
Bay; McKerrow; Meldrum Bay; Mine Centre; Minaki; Mindemoya; Mobert; Moonbeam; Moonstone; Moose
Creek; Morson; Mount Albert; Mount Brydges; Mount Forest; Mount Hope; Mount Pleasant; Nakina;
Naughton; Nestor Falls; New Dundee; New Hamburg; New Liskeard; New Lowell; New Osnaburgh;
Nobleton; Noelville; Noëlville; North Cobalt; North Gower; North York; Nolalu; Oak Ridges; Oak
Lake; Onaping; Onaping Falls; Orient Bay; Oxdrift; Oxtongue Lake; Palmer Rapids; Paudash; Parham;
Pefferlaw; Pelee Island; Picton; Pigeon Lake; Pigeon River; Plantagenet; Pointe au Baril; Pointe
aux Roches; Port Bruce; Port Burwell; Port Carling; Port Credit; Port Dalhousie; Port Dover; Port
Elgin; Port Franks; Port Lambton; Port Loring; Port McNicoll; Port Perry; Port Robinson; Port
Rowan; Port Ryerse; Port Severn; Port Stanley; Port Sydney; Port Union; Pottageville; Quibell;
Ramore; Ramsayville; Red Bay; Restoule; Rice Lake; Richards Landing; Ridgetown; Ridgeway;
Rossport; Round Lake; Rutherglen; Saint Albert; St Albert; St Agatha; St Anns; St Bernardin; St
Clements; St Eugene; St Eugène; St George; St Isidore; St Jacobs; Saint Isidore; Saint Eugène; St
Pascal; Ste Rose; St David; St Davids; Sainte Anne; St Williams; Salem; Sand Lake; Sandy Cove;
Sauble Beach; Sauble Falls; Savard; Schomberg; Schumacher; Seeleys Bay; Severn Bridge; Sharbot
Lake; Shebandowan; Shining Tree; Silver Islet; Silver Water; Sandhurst; South Baymouth; South
Gillies; South Lancaster; South Mountain; South Porcupine; Southampton; Spragge; Spring Bay;
Stayner; Stevensville; Stittsville; Stoney Creek; Stoney Point; Stony Creek; Stratton; Sturgeon
Bay; Sturgeon Falls; Sutton West; Swastika; Sydenham; Tehkummah; Thamesford; Thamesville;
Thornhill; Thorne; Tichborne; Tilbury; Tobermory; Torrance; Trout Creek; Trout Lake; Troy;
Tupperville; Turkey Point; Uffington; Upsala; Val Albert; Val Caron; Val Côté; Val Gagné; Val
Rita; Val Thérèse; Vanastra; Vankleek Hill; Vermilion Bay; Verner; Victoria Harbour; Victoria
Corners; Vineland; Virginiatown; Walford; Wallaceburg; Wanup; Washago; Waubaushene; Waverley;
Wawa; Wellandport; West Lorne; Westmeath; Westree; Wheatley; White Lake; Whitney; Wiarton;
Wilberforce; Williamsburg; Wilno; Winchester; Wingham; Wolfe Island; Woodbridge; Woodville;
Worthington; Wyebridge; Yarker; Young's Point; Zurich; Moosonee; Fort Hope; Big Trout; Lake
Superior; Lake Huron; Lake Ontario; Lake Erie; James Bay; Hudson Bay; Baie James; Baie Georgienne;
Lac Supérieur; Ring of Fire; Grand River; Ottawa River; Golden Horseshoe; Highland Grove; Bruce
Peninsula; Parry Island; Manitoulin Island; Île Manitoulin; Baie du Tonnerre
"""
# Those of one word that are hardly anybody's name; others, as Russell or Selwyn, stand above alone
# in the company of a word that tells what they are.
_ALONE = """
Adjala Ajax Amherstburg Arnprior Atikokan Azilda Bancroft Barrhaven Beardmore Beausoleil
Bobcaygeon Bowmanville Bracebridge Brampton Brantford Brockville Burlington Calabogie Callander
Campbellford Capreol Casselman Chapleau Chatsworth Chelmsford Clarington Cobalt Cobourg Coboconk
Collingwood Cookstown Creemore Deseronto Dubreuilville Dunnville Eganville Elmira Elmvale Elora
Embrun Emo Englehart Espanola Etobicoke Flesherton Foleyet Fonthill Gananoque Georgetown Geraldton
Gogama Gravenhurst Greenstone Grimsby Hagersville Haileybury Hanmer Harriston Hawkesbury Hensall
Hornepayne Huntsville Ignace Ingersoll Innisfil Iroquois Kanata Kapuskasing Kemptville Keswick
Killarney Kincardine Kingsville Leamington Levack Listowel Longlac Lakefield Magnetawan
Manitouwadge Manitowaning Manotick Markdale Markham Mattawa Mattice Meaford Mindemoya Moosonee
Morrisburg Nakina Napanee Neebing Newmarket Nipigon Nobleton Noelville Norwich Oakville Ohsweken
Orangeville Orillia Orléans Orleans Oshawa Pelham Penetanguishene Petawawa Petrolia Pickering
Plantagenet Powassan Rockland Rossport Schreiber Seaforth Shuniah Stayner Stittsville Stouffville
Strathroy Sudbury Sundridge Tavistock Tecumseh Tehkummah Temagami Thessalon Thornbury Thorold
Tillsonburg Timmins Tobermory Unionville Uxbridge Vineland Virginiatown Walkerton Wallaceburg
Wasaga Waubaushene Wawa Webequie Wiarton Whitestone Wingham Woodbridge
"""


def _phrases(words: str) -> frozenset[str]:
    return frozenset(folded(one.replace("/", " ")) for one in listed(words))


_EVERY = _phrases("; ".join((_MUNICIPALITIES, _NATIONS, _COMMUNITIES, QUARTERS)))
# as they are compared: without case, accents and hyphens
NAMES = frozenset(one for one in _EVERY if " " in one)
_OF_NATIONS = frozenset(one for one in _phrases(_NATIONS) if " " not in one) - {"caldwell", "dokis"}
ALONE = frozenset(map(folded, listed(_ALONE))) | _OF_NATIONS
