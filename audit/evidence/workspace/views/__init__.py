"""The pages of the workspace: one view in each file."""
