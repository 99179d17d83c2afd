package com.example.inventory;

/** Names an instance of another service that answered, and the version it runs. */
record ServedBy(String instance, String version) {

    /** Stands in the place of a service that could not be reached. */
    static final ServedBy NOBODY = new ServedBy("", "");
}
