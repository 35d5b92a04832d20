"""Programme definitions: competence-development programmes as data, in versions (docs/programmes.md)."""
