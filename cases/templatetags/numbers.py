"""Numbers and their nouns in every template: `number|counted:"case"`, `number|plural:"this,these"`."""

from django import template

from cases.counted import counted, plural

register = template.Library()
register.filter("counted", lambda number, nouns: counted(number, *nouns.split(",")))
register.filter("plural", lambda number, words: plural(number, *words.split(",")))
