"""All of it -> the brief: data, page, prose, pictures and exports."""
