"""What people do with printers: set them up, choose one, send a job."""
