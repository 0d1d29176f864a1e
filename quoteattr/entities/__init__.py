"""Who is named in a document: names, their forms, which are one entity's, gender, roles."""
