"""Who is named in a document: names, their variants, kinds, genders and roles, in one `Registry`.

In the order data flow:

    names                runs of capitalised words -> names, each with its form
    odd_names            words that mostly are no names, and are here
    name_boundaries      where a person's name begins in such a run; institutions' names; headwords
    bynames              the other names that the text says somebody goes by
    known_people         whom users name beforehand: their names, whose each form is
    genders              evidence for the gender of a name
    form_groups          evidence about each form; groups of forms of one entity
    person_forms         which forms name one person
    short_names          whose name another is short for
    organization_forms   which forms name one organization
    roles                what the text says somebody is
    role_holders         which entities a description may refer to, by their roles
    labels               labels of turns and authors of parts are people
    narrators            who tells a text, by what others call them
    exchanges            who speaks just before and after a turn
    registry             all of it in order: `find_entities`

with `types` for the values passed on.
"""
