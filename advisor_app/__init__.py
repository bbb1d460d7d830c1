"""The care-advisor console of a cancer centre's second-opinion line."""
