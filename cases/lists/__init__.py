"""The ground of every list: a table that is sorted, filtered and turned page by page, without JavaScript."""
