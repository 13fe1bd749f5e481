"""What is said of people and not of offices, and what is said of offices: parts of expressions."""

import re

from ingest.personal_data.listed import listed

AGE = r"(?:[5-9]|[1-9]\d)(?!\d)"
_IS_DONE = (
    r"housed|placed|relocated|admitted|discharged|transferred|arrested|trafficked|hospitali[sz]ed|"
    r"released|reunited|sheltered|assaulted|abused|exploited|recruited|lured|detained|deported|"
    r"apprehended|triaged"
)
_EST_FAITE = (
    r"hébergée?|logée?|placée?|relogée?|admise?|transférée?|arrêtée?|hospitalisée?|libérée?|"
    r"agressée?|exploitée?|recrutée?|détenue?|expulsée?"
)
# No office is, does or suffers any of these.
AILS = (
    r"(?:is|was) (?:pregnant|afraid|scared|homeless|injured)|"
    r"(?:has been|was|is|got) (?:housed|sheltered|assaulted|hospitali[sz]ed|trafficked|lured|"
    r"apprehended|deported)|cried|overdosed|relapsed|gave birth|ran away|went missing|fled|"
    r"est (?:enceinte|en fugue|décédée?)|a (?:fugué|accouché|pleuré|fui)|s'est enfuie?|"
    rf"a été (?:{_EST_FAITE})"
)
ACTS = (
    rf"(?:has )?(?:{AILS}|arrived|escaped|left|called|said|told|texted|wants|wanted|feels|felt|"
    r"disclosed(?= (?:to|that|about|abuse|her|his)|[.,;]|$)|(?:is|was) (?:sick|ill)|lives|"
    r"lived(?! experience)|stayed(?! open)|slept|returned|went (?:back|home|to)|"
    r"came (?:back|in|home|from|to|forward)|"
    r"moved (?:in|out|back|home|away|to|into))|needs (?:a|an|her|his) |"
    r"(?:didn't|did not) (?:come|return|show|go|want)|had (?:her|his) (?:baby|child|son|daughter)|"
    r"has (?:a|an|one|two|three|four|no) (?:child|children|kids?|baby|babies|sons?|daughters?)|"
    rf"(?:has been |had been |was |is being |got )(?:{_IS_DONE}|moved|referred(?! \d)|seen(?! at)|"
    r"taken|driven)|"
    r"est (?:partie?|arrivée?|venue?|revenue?|retournée?|sortie?|rentrée?)|"
    r"a (?:quitté|appelé|dit|déménagé|dévoilé)|veut|vit (?:à|chez|avec|dans)|habite|"
    rf"(?:est |a été )(?:{_EST_FAITE}|déplacée?|vue?|aiguillée?|référée?|accompagnée?)"
)
KIN = (
    r"mother|mom|mum|father|dad|parents?|baby|babies|child|children|kids?|sons?|daughters?|"
    r"sisters?|brothers?|boyfriend|girlfriend|husband|wife|trafficker|pimp|abuser|aunt|uncle|"
    r"grandmother|grandfather|kokum|mère|père|bébé|enfants?|filles?|fils|sœurs?|frères?|"
    r"conjointe?|mari|copain|proxénète|trafiquant|tante|oncle|grand-mère|grand-père"
)
TOOK = (
    r"moved|referred|housed|placed|drove|took|admitted|transferred|accompanied|relocated|sheltered|"
    r"discharged|helped|hébergé|logé|placé|déplacé|accompagné|aiguillé|référé|conduit|transféré"
)
WITH = r"lost contact|contact|spoke|talked|checked in|visited|parlé|contact perdu|perdu contact"
FOR = (
    r"(?:housing|bed|room|place|apartment|referral|appointment|shelter|placement|hébergement|"
    r"logement|lit|chambre|place|aiguillage|rendez-vous|appartement)"
    r"(?: (?:was |is |has been |a été )?(?:found|made|booked|needed|arranged|trouvée?|prise?))?"
)
# What a sentence about an office, a position or a figure has in it, and one about a person hardly.
OFFICE_MATTERS = re.compile(
    r"\b(?:offices?|buildings?|premises|systems?|databases?|data|models?|positions?|staffing|"
    r"vacan\w+|figures|counts?|numbers|definitions?|networks?|partnerships?|table|agreements?|"
    r"funding|budgets?|contracts?|reports?|reporting|templates?|forms?|files?|servers?|websites?|"
    r"polic(?:y|ies)|board|trainings?|meetings?|quarters?|fiscal|spreadsheets?|software|partners?|"
    r"sector|coalition|delays?|committee|programming|clients|survivors|participants|beds|sites|services|"
    r"bureaux?|immeuble|locaux|système|données|postes?|vacants?|chiffres|nombres|"
    r"définitions?|réseau|partenaires?|partenariat|ententes?|financement|contrats?|rapports?|"
    r"formulaires?|fichiers?|serveur|formations?|réunions?|trimestres?|exercice|clientes|lits|"
    r"survivantes|participantes|comité|secteur)\b",
    re.IGNORECASE,
)
OF_OFFICES = re.compile(
    r"(?:\b(?:moved|returned|déplacée?|reportée?)|^[A-Z]{2}) (?:to|from|en|au|à) "
    r"(?:(?:the|early|late|mid) )?(?:Q\d|T\d|january|february|march|april|may|june|july|august|"
    r"september|october|november|"
    r"december|spring|summer|fall|autumn|winter|next|janvier|février|mars|avril|mai|juin|juillet|"
    r"août|septembre|octobre|novembre|décembre)\b|\bleft (?:for|on) (?:training|leave)\b",
    re.IGNORECASE,
)
# Offices, roles, places and programmes that are called by two letters.
KNOWN_LETTERS = frozenset(
    listed(
        """
AB BC MB NB NL NS NT NU ON PE PQ QC SK YT NE NW SE SW CB TN US UN UK EU UE GB AU NZ IN NY LA
DC AM PM AD HR IT PT FT PR QA QI DV SA MH SU AV TV PD ED VP GM MP AG DG RH TI TS EA RN NP PC TA
UW HT VS CM OT RA CW YW HQ HO EI OW ER OR IV MD CO CC CV VG SV CA PO CP ID CI AA NA SO ND OK FY
GO CB PS NO DA RV BN DB VQ
"""
    )
)
# Two letters that are words, in capitals or not.
NO_LETTERS = frozenset(
    word.upper()
    for word in listed(
        """
am an as at be by do go he hi if in is it me my no of oh ok on or so to up us we ad pm eg ie na
nd ex st rd th nd dr mr ms jr sr vs re co no id la le de du et en au un il je tu on ne se sa si ou
ma ta te va vu eu ai as ce ci ni nu os pu su ca to qu ft lb kg km cm mm hr ed ph aa pt ot ii iv
vi xi all new old and the for but not was has had she her his who how why our any out two one
les des ses son une que qui est par sur pas nos vos mes tes ils
"""
    )
)
