"""What the README claims, measured by command: accuracy, speed, and the tour."""
