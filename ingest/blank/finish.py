"""A workbook as bytes that are the same for the same return, with nobody's name in them."""

import zipfile
from datetime import datetime, time
from io import BytesIO

from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

from ingest.blank import words
from ingest.blank.asked import Asked
from ingest.returns.recognized import fingerprint

_PACKED_AT = (1980, 1, 1, 0, 0, 0)


def tell_about(book: Workbook, asked: Asked) -> None:
    """Title, language and office; and the fingerprint by which the file is known again."""
    form, language = asked.layout.form, asked.language
    about = book.properties
    told = (form.title.in_(language), asked.partner, asked.period)
    about.title = " · ".join(one for one in told if one)
    about.subject = f"{words.RETURN_OF.in_(language)} {asked.partner}".strip()
    about.creator = about.lastModifiedBy = asked.office or None
    about.language = f"{language.value}-CA"
    about.version = str(form.version)
    for name, value in fingerprint(asked.layout).items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))


def packed(book: Workbook, asked: Asked) -> bytes:
    """The workbook with fixed dates, in its properties and in the archive."""
    begins = datetime.combine(asked.layout.period.start, time())
    book.properties.created = book.properties.modified = begins
    file = BytesIO()
    ExcelWriter(book, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED)).save()
    return _repacked(file.getvalue())


def _repacked(content: bytes) -> bytes:
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as held,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in held.namelist():
            info = zipfile.ZipInfo(name, _PACKED_AT)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, held.read(name))
    return file.getvalue()
