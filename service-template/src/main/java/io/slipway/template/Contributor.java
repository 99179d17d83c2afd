package io.slipway.template;

import java.util.List;
import java.util.Map;

/** Decides how often the files of one kind are printed, and with which values; the template only prints. */
interface Contributor {

    /** Returns the name by which the template's index gives files to this contributor. */
    String name();

    /**
     * Returns the values of each printing: strings, numbers, booleans, lists and maps of them.
     *
     * @param shared what every file may print
     */
    List<Map<String, Object>> printings(ServiceDescription service, Map<String, Object> shared);
}
