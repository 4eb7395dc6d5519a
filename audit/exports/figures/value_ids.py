"""The ids by which the values of facts stand in files. Later versions keep them, and only add others."""

NOT_KNOWN = "not_known"
WITH_SPACES = {"age_band", "oversight"}  # whose values the method writes as people read them


def value_id(fact: str, value: str) -> str:
    """Return the id of a fact's value, such as "18_to_25"; a text such as a team stands for itself."""
    return value.replace(" ", "_") if fact in WITH_SPACES else value
