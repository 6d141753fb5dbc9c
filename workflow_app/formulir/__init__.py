"""What is printed: `isian` holds the contract of every document, one module per document builds it from models."""
