"""For the site: what griffe does not see in our docstrings and records by itself."""

from __future__ import annotations

import ast
import re

import griffe


class OurDocstrings(griffe.Extension):
    """Let it read programs under "Example:" as those under "Examples:", and a field's description as its docstring."""

    def on_object(self, *, obj: griffe.Object, **kwargs: object) -> None:
        """Called for each module, class, function and attribute once it is read."""
        if obj.docstring:
            obj.docstring.value = re.sub(r"^Example:$", "Examples:", obj.docstring.value, flags=re.MULTILINE)
        elif isinstance(obj, griffe.Attribute) and str(obj.value).startswith("Field("):
            call = ast.parse(str(obj.value), mode="eval").body
            said = [keyword.value for keyword in getattr(call, "keywords", ()) if keyword.arg == "description"]
            if said:
                obj.docstring = griffe.Docstring(str(ast.literal_eval(said[0])), parent=obj)
                obj.value = None
