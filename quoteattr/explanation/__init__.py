"""Why a quotation is what it is."""
