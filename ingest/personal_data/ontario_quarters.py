"""Neighbourhoods of Ontario's larger cities, as the cities themselves name them.

Toronto's after the city's list of its 158 neighbourhoods, each with the parts of its name that are
said alone; those of Ottawa, Hamilton and others after the names in common use.
"""

QUARTERS = """
Agincourt North; Agincourt South; Alexandra Park; Alta Vista; Annex; Armour Heights; Avondale;
Banbury Don Mills; Bathurst Manor; Bay Cloverhill; Bayview Village; Bayview Woods; Bayview Woods
Steeles; Bedford Park; Bedford Park Nortown; Beechborough Greenbrook; Bendale South; Bendale Glen
Andrew; Birchcliffe Cliffside; Black Creek; Blake Jones; Bloor West; Bloor West Village; Briar
Hill; Briar Hill Belgravia; Bridle Path; Bridle Path Sunnybrook York Mills; Broadview North;
Brookhaven Amesbury; Cabbagetown; Cabbagetown South; Caledonia Fairbank; Casa Loma; Centennial
Scarborough; Church Wellesley; Church Wellesley Village; Church Street; Clairlea Birchmount;
Clanton Park; Cliffcrest; Corso Italia; Corso Italia Davenport; Crescent Town; Danforth East York;
Davenport Perth; Don Mills; Don Valley Village; Don Valley; Dorset Park; Dovercourt Village;
Downsview; Downtown Yonge; Downtown Yonge East; Dufferin Grove; Earlscourt; East End Danforth;
East L'Amoreaux; East Willowdale; East York; Edenbridge Humber Valley; Eglinton East; Elms Old
Rexdale; Englemount Lawrence; Eringate Centennial West Deane; Etobicoke City Centre; Etobicoke
West Mall; Fenside Parkwoods; Flemingdon Park; Forest Hill; Forest Hill North; Forest Hill South;
Fort York; Fort York Liberty Village; Glen Park; Glenfield Jane Heights; Golfdale Cedarbrae
Woburn; Greektown; Greenwood Coxwell; Guildwood; Harbourfront Cityplace; Henry Farm; High Park;
High Park North; High Park Swansea; Highland Creek; Hillcrest Village; Humber Bay; Humber Bay
Shores; Humber Heights; Humber Heights Westmount; Humber Summit; Humbermede; Humewood Cedarvale;
Ionview; Islington City Centre; Jane and Finch; Jane Finch; Jane Heights; Junction Triangle;
Junction Wallace Emerson; Keelesdale Eglinton West; Kennedy Park; Kensington Chinatown; Kensington
Market; Kingston Galloway; Kingsview Village; Kingsview Village The Westway; Kingsway South;
L'Amoreaux; L'Amoreaux West; Lambton Baby Point; Lansing Westgate; Lawrence Heights; Lawrence
Manor; Lawrence Park; Lawrence Park North; Lawrence Park South; Leaside Bennington; Liberty
Village; Little Italy; Little Jamaica; Little Portugal; Long Branch; Malvern East; Malvern West;
Maple Leaf; Markland Wood; Mimico Queensway; Morningside Heights; Moss Park; Mount Dennis; Mount
Olive; Mount Olive Silverstone Jamestown; Mount Pleasant East; Mount Pleasant West; New Toronto;
Newtonbrook East; Newtonbrook West; North Riverdale; North St James Town; North Toronto; North
York; Oakdale Beverley Heights; Oakwood Village; Oakwood Vaughan; O'Connor Parkview; O'Connor
Hills; Old East York; Palmerston Little Italy; Parkwoods Donalda; Parkwoods O'Connor Hills; Pelmo
Park; Pelmo Park Humberlea; Playter Estates; Playter Estates Danforth; Pleasant View; Princess
Rosethorn; Queen West; Regent Park; Rexdale Kipling; Rockcliffe Smythe; Roncesvalles; Rosedale
Moore Park; Rouge; Runnymede Bloor West Village; Rustic; Scarborough Village; Scarborough
Junction; South Eglinton Davisville; South Parkdale; South Riverdale; St Andrew Windfields; St
James Town; St Jamestown; St Lawrence; St Lawrence East Bayfront; Stonegate Queensway; Tam
O'Shanter; Tam O'Shanter Sullivan; Taylor Massey; The Beaches; Thistletown Beaumond Heights;
Thorncliffe Park; Trinity Bellwoods; University Heights; Victoria Park; Victoria Village; Wallace
Emerson; Wellington Place; West Hill; West Humber; West Humber Clairville; West Queen West; West
Rouge; Westminster Branson; Weston Pelham Park; Weston Mount Dennis; Wexford Maryvale; Willowdale
East; Willowdale West; Willowridge Martingrove Richview; Woburn North; Woodbine Corridor; Woodbine
Lumsden; Wychwood; Yonge Bay Corridor; Yonge Doris; Yonge Eglinton; Yonge St Clair; York Mills;
York University Heights; Yorkdale Glen Park; Dundas West; Dundas Square; Yonge and Bloor; Yonge
and Dundas; Sherbourne and Dundas; Gerrard Square; Sandy Hill; Côte de Sable; Heron Gate;
Herongate; Bells Corners; South Keys; Bayshore; Britannia Village; Carleton Heights; Carlington;
Centretown; Centretown West; Basse Ville; Lower Town; Byward Market; Marché By; Blackburn Hamlet;
Blossom Park; Carson Grove; Civic Hospital; Côte Saint Jacques; Elmvale Acres; Fallowfield
Village; Fisher Heights; Glebe; Greenboro; Hampton Park; Hunt Club; Hunt Club Park; Kanata Lakes;
Kanata North; Laurentian View; Ledbury Heron Gate; Leslie Park; Lindenlea; Manor Park; McKellar
Park; Mechanicsville; New Edinburgh; Old Ottawa South; Ottawa South; Ottawa West; Overbrook
McArthur; Parkwood Hills; Pinecrest Queensway; Qualicum; Queensway Terrace; Ramsay; Riverside
Park; Riverside South; Riverview; Rideau Vanier; Rideau Heights; Rockcliffe Park; Rothwell
Heights; Strandherd Meadows; Tunney's Pasture; Vanier North; Vanier South; West Centretown;
Westboro; Whitehaven; Wellington West; Chapel Hill; Beacon Hill; Beacon Hill North; Cardinal
Creek; Convent Glen; Fallingbrook; Half Moon Bay; Findlay Creek; Stonebridge; Ancaster; Barton
East; Barton Village; Beasley; Binbrook; Central Hamilton; Corktown; Crown Point; Dundas Valley;
Durand; East Hamilton; Gage Park; Gibson; Hamilton Mountain; Hess Village; Jamesville; Landsdale;
Lansdale; McQuesten; Mount Hope; North End; Riverdale East; Rolston; Rosedale Heights; Sherman
Hub; Stinson; Stipley; Strathcona; Waterdown; Westdale; Winona; Cooksville; Cooksville Creek;
Clarkson Village; Churchill Meadows; City Centre; Erin Mills; Hurontario; Lakeview; Lorne Park;
Malton; Meadowvale; Meadowvale Village; Port Credit; Rathwood; Sheridan Park; Streetsville;
Bramalea; Bramalea City Centre; Heart Lake; Peel Village; Castlemore; Springdale; Mount Pleasant
Village; Argyle; Byron Village; East London; Hamilton Road; Huron Heights; Kipps Lane; Lambeth;
Limberlost; Old East Village; Old South; Pond Mills; Southcrest; Stoney Creek; White Oaks;
Westmount; Whitehills; Wortley Village; Ford City; Forest Glade; Glengarry Marentette; Remington
Park; Riverside Drive; Sandwich Town; South Walkerville; Walkerville; West Windsor; Calvin Park;
Kingscourt; Polson Park; Strathcona Park; Williamsville; Allandale; Painswick; Holly Meadows;
Downtown Core; Donovan; Flour Mill; Moulin à Fleur; Gatchell; Minnow Lake; New Sudbury; Nouveau
Sudbury; West End; Current River; County Park; Intercity; Port Arthur; Westfort; Fort William;
Victoria Park East; Chicopee; Country Hills; Doon South; Forest Heights; Galt; Hespeler; Preston
Heights; Stanley Park; Vanier Chandler; Willow Road; Exhibition Park; Browns Line; Glen Cairn;
Glen Andrew; Merritton; Port Weller; Western Hill; Queenston Heights; Chippawa; Stamford
"""
