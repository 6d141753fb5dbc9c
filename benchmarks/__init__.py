"""What the application costs, as ratios against hand-written floors measured in the same run."""
