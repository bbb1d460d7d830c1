"""The papers, held by their display list and by what readers of PDF find in them."""
