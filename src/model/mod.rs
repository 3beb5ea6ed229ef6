//! Parts, clusters, Exchange, rules and constants; a read-only view; the scene. Knows no text, screen or lesson.
