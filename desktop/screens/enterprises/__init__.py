"""企业: the list of firms, and the dossier of one (一企一档)."""
