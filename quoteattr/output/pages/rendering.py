"""Templates, style sheets and scripts -> one page, or one drawing, that needs nothing else.

The page's own Content-Security-Policy allows nothing but its one style sheet and one script. Every word of the input
goes through Jinja2's escaping; scripts find it in a JSON data block.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup as Safe
from markupsafe import escape

from quoteattr.output.markup import NOT_XML, Piece
from quoteattr.output.pages.tints import bands_of, tint_of


def render_template(template: str, styles: Sequence[str], scripts: Sequence[str], **values: object) -> str:
    """Return the page that a template makes of the values.

    Args:
        template: its file among the templates.
        styles: files of style sheets, which become one.
        scripts: files of scripts, which become one; without any, the page may run none.
        **values: what the template names.
    """
    style, script = _joined(styles), _joined(scripts)
    policy = f"default-src 'none'; style-src {_digest(style)}; base-uri 'none'; form-action 'none'"
    if script:
        policy += f"; script-src {_digest(script)}"
    return _environment().get_template(template).render(values, style=Safe(style), script=Safe(script), policy=policy)


def draw(template: str, **values: object) -> str:
    """Return the SVG that a template makes of the values: every word is escaped, what XML cannot hold is U+FFFD."""
    return NOT_XML.sub("\ufffd", _environment().get_template(template).render(values))


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("quoteattr.output.pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["verbatim"] = _verbatim
    environment.filters["tint"] = tint_of
    environment.filters["bands"] = bands_of
    environment.filters["thousands"] = "{:,}".format
    environment.filters["percent"] = "{:.0%}".format
    environment.filters["svg_length"] = "{:.3%}".format
    environment.tests["piece"] = lambda token: isinstance(token, Piece)
    return environment


def _joined(names: Sequence[str]) -> str:
    """Return our own style sheets or scripts: the only text that reaches a page unescaped."""
    return "".join(map(_asset, names))


@cache
def _asset(name: str) -> str:
    return files("quoteattr.output.pages").joinpath("templates", name).read_text(encoding="utf-8")


def _digest(asset: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(asset.encode()).digest()).decode()}'"


def _verbatim(text: str) -> Safe:
    """Text whose characters survive an HTML parser, which would turn CR LF to LF and drop U+0000."""
    return Safe(str(escape(text)).replace("\0", "\ufffd").replace("\r", "&#13;"))
