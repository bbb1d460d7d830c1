"""How older stores become stores of today: forward only, one transaction each."""
