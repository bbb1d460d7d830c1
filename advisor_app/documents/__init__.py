"""The papers; ReportLab lives here only."""
