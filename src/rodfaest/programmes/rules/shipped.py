"""The definitions that come with the product, as text; loaded by whoever sets a place up, and by the demo."""

from importlib.resources import files


def shipped() -> dict[str, str]:
    """Each shipped file's text by its name, in the order of the names."""
    folder = files("rodfaest.programmes") / "shipped"
    texts = {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".toml")}
    return dict(sorted(texts.items()))
