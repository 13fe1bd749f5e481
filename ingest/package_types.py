"""The kinds of parts that a workbook may have, and those it may not, by rule."""

import re

MAIN = frozenset({"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"})
TEMPLATES = frozenset(
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"}
)
OTHER_PROGRAMS = re.compile(r"wordprocessingml|presentationml|ms-visio|vnd\.visio")
MACRO = re.compile(r"macro|vbaproject|vbadata|dialogsheet")
EMBEDDED = {
    "external-link": re.compile(r"externallink"),
    "ole": re.compile(r"oleobject|activex|\.package$|openxmlformats-officedocument\.[^+]*\.sheet$"),
}
# By name, too: a part keeps its place whatever content type is told of it.
HELD = {
    "macro": re.compile(r"vbaproject[^/]*\.bin$|(?:^|/)(?:macrosheets|dialogsheets)/"),
    "xlsb": re.compile(r"^xl/workbook\.bin$|^xl/worksheets/sheet\d+\.bin$"),
    "ole": re.compile(r"(?:^|/)(?:embeddings|activex)/"),
    "external-link": re.compile(r"(?:^|/)externallinks/"),
    "nested": re.compile(r"\.(?:zip|xlsx|xlsm|xlsb|docx|pptx|ods|odt|7z|rar|gz|jar)$"),
    "encrypted": re.compile(r"(?:^|/)(?:encryptedpackage|encryptioninfo)$"),
}

_SPREADSHEET = (
    "worksheet|chartsheet|styles|sharedstrings|calcchain|comments|table|tablesinglecells|"
    "pivottable|pivotcachedefinition|pivotcacherecords|querytable|connections|sheetmetadata|"
    "usernames|revisionheaders|revisionlog|volatiledependencies|sheet.main"
)
_OFFICE = (
    "theme|themeoverride|drawing|custom-properties|extended-properties|customxmlproperties|"
    "drawingml.chart|drawingml.chartshapes|drawingml.diagram(?:data|layout|style|colors)"
)
_ALLOWED = re.compile(
    r"application/xml|text/xml|application/inkml\+xml|application/binary|"
    rf"application/vnd\.openxmlformats-officedocument\.spreadsheetml\.(?:{_SPREADSHEET})\+xml|"
    r"application/vnd\.openxmlformats-officedocument\.spreadsheetml\.(?:printersettings|"
    r"customproperty)|"
    rf"application/vnd\.openxmlformats-officedocument\.(?:{_OFFICE})\+xml|"
    r"application/vnd\.openxmlformats-officedocument\.vmldrawing|"
    r"application/vnd\.openxmlformats-package\.(?:relationships|core-properties|"
    r"digital-signature-xmlsignature)\+xml|"
    r"application/vnd\.openxmlformats-package\.digital-signature-origin|"
    r"application/vnd\.ms-office\.(?:chartstyle|chartcolorstyle|chartex|classificationlabels|"
    r"drawingml\.diagramdrawing|webextension|webextensiontaskpanes)\+xml|"
    r"application/vnd\.ms-excel\.[a-z.]+\+xml|"
    r"image/[a-z0-9.+-]+"
)
OPAQUE = re.compile(
    r"^image/(?!svg)|printersettings$|customproperty$|^application/binary$|"
    r"digital-signature-origin$"
)
# What links to a part that is no XML: no reader of figures follows these.
OPAQUE_LINKS = frozenset(
    {
        "image", "thumbnail", "hdphoto", "printersettings", "customproperty", "customxml",
        "hyperlink", "vmldrawing", "legacydrawing", "workbookmetadata", "customxmlprops", "origin",
        "legacydrawinghf", "oartsvg",
    }
)  # fmt: skip
LEADING_OUT = {
    "macro": frozenset(
        {"vbaproject", "vbaprojectsignature", "xlmacrosheet", "xlintlmacrosheet", "dialogsheet",
         "wordvbadata", "attachedtoolbars"}
    ),
    "ole": frozenset({"oleobject", "package", "control", "activexcontrolbinary", "afchunk"}),
    "external-link": frozenset(
        {"externallink", "externallinkpath", "externallinklong", "xlexternallinkpath",
         "attachedtemplate"}
    ),
}  # fmt: skip

SHEETS_OF_ODS = frozenset({"application/vnd.oasis.opendocument.spreadsheet"})
TEMPLATE_OF_ODS = "application/vnd.oasis.opendocument.spreadsheet-template"
OBJECTS_OF_ODS = re.compile(
    r"oleobject|opendocument\.(?:text|presentation|graphics|database)|application/vnd\.ms-|"
    r"application/vnd\.openxmlformats|x-java|zip"
)
MACROS_OF_ODS = ("Basic/", "Scripts/", "Dialogs/")
PARTS_OF_ODS = re.compile(
    r"mimetype|(?:content|styles|meta|settings)\.xml|manifest\.rdf|"
    r"META-INF/(?:manifest|documentsignatures)\.xml|Thumbnails/[^/]+|layout-cache|"
    r"Configurations2/.+|Pictures/[^/]+|ObjectReplacements/[^/]+|media/[^/]+|"
    r"Object \d+/(?:(?:content|styles|meta|settings)\.xml|Pictures/[^/]+|manifest\.rdf)"
)


def is_allowed(kind: str) -> bool:
    """Whether a part of this content type, in lower case, may be in a workbook."""
    return bool(_ALLOWED.fullmatch(kind))
