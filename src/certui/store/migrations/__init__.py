"""How the schema came to be, one revision a module; applied by :mod:`certui.store.migrating`."""
