"""The finished Word file: properties, settings, the same bytes for the same briefing."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from dashboard.briefings.docx.embedded import put_fonts
from dashboard.briefings.docx.styles import put_styles
from dashboard.briefings.docx.theme import theme_part
from dashboard.briefings.docx.words import LANGUAGES, clean, joined
from dashboard.briefings.docx.writing import Writing
from metrics import Language

MOST = 255  # signs of a property
FIRST_YEAR = 1980  # of a ZIP file
# Parts of the library's example file: a picture of it, its old styles, who made it.
NOT_OURS = ("thumbnail", "stylesWithEffects", "customXml", "extended-properties", "webSettings")
SEPARATORS = {Language.EN: (".", ","), Language.FR: (",", ";")}


def dress(writing: Writing) -> None:
    """Theme, styles, lists and settings of ours in place of the library's."""
    part = writing.file.part
    _drop_what_is_not_ours(writing)
    _put(part.part_related_by(RELATIONSHIP_TYPE.THEME), theme_part())
    put_fonts(part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE))
    put_styles(writing.file.styles.element, writing.document.language)
    _fill(part.numbering_part.element, _bullets())
    _fill(writing.file.settings.element, _settings(writing.document.language))


def packed(writing: Writing) -> bytes:
    """The file as bytes: all times in it are those of the freezing."""
    _describe(writing)
    raw, out, day = BytesIO(), BytesIO(), date.fromisoformat(writing.issue.day)
    writing.file.save(raw)
    with ZipFile(raw) as held, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in sorted(held.namelist(), key=_order):
            made.writestr(_entry(name, day), held.read(name))
    return out.getvalue()


def _order(name: str) -> tuple[bool, str]:
    """The list of types first, as readers of packages expect."""
    return name != "[Content_Types].xml", name


def _entry(name: str, day: date) -> ZipInfo:
    entry = ZipInfo(name, (max(FIRST_YEAR, day.year), day.month, day.day, 0, 0, 0))
    entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, 0o600 << 16, 3
    return entry


def _describe(writing: Writing) -> None:
    """The properties: no person made the file, the organization did."""
    document, issue, told = writing.document, writing.issue, writing.file.core_properties
    day = datetime.fromisoformat(issue.day)
    told.title, told.subject = _short(document.head.title), _short(document.head.scope)
    told.author = told.last_modified_by = _short(document.head.organization)
    told.language = LANGUAGES[document.language]
    told.category, told.keywords = _short(document.head.classification), _short(issue.code)
    told.comments = _short(joined(document.head.example, document.head.embargo))
    told.content_status, told.identifier = _short(issue.status), _short(issue.link)
    told.created = told.modified = day
    told.revision = 1


def _short(text: str) -> str:
    return clean(text)[:MOST]


def _drop_what_is_not_ours(writing: Writing) -> None:
    for held in (writing.file.part.rels, writing.file.part.package.rels):
        kinds = {key: one.reltype.rpartition("/")[2] for key, one in held.items()}
        for key in (key for key, kind in kinds.items() if kind in NOT_OURS):
            del held[key]


def _put(part: Part, content: bytes) -> None:
    part._blob = content  # the library reads such parts and offers no way to write them


def _fill(root: object, content: str) -> None:
    for one in list(root):  # type: ignore[call-overload]
        root.remove(one)  # type: ignore[attr-defined]
    for one in parse_xml(f"<w:settings {nsdecls('w')}>{content}</w:settings>"):
        root.append(one)  # type: ignore[attr-defined]


def _bullets() -> str:
    """A dash before each point of a list, as in the PDF."""
    return (
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle '
        'w:val="ListBullet"/><w:lvlText w:val="–"/><w:lvlJc w:val="left"/><w:pPr><w:ind '
        'w:left="284" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def _settings(language: Language) -> str:
    """No fields are marked as out of date: Word would ask a frightening question at opening."""
    point, between = SEPARATORS[language]
    slots = ("bg1 light1", "t1 dark1", "bg2 light2", "t2 dark2", "hyperlink hyperlink",
             "followedHyperlink followedHyperlink")  # fmt: skip
    mapped = [one.split() for one in slots] + [[f"accent{at}"] * 2 for at in range(1, 7)]
    order = mapped[:4] + mapped[6:] + mapped[4:6]
    colours = " ".join(f'w:{slot}="{colour}"' for slot, colour in order)
    return (
        '<w:zoom w:percent="100"/><w:embedTrueTypeFonts/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="{LANGUAGES[language]}" w:bidi="ar-SA"/>'
        f'<w:clrSchemeMapping {colours}/><w:decimalSymbol w:val="{point}"/>'
        f'<w:listSeparator w:val="{between}"/>'
    )
