"""What an advisor can do, one class a job."""
