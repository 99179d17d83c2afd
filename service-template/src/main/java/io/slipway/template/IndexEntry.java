package io.slipway.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one line of the template's index: who prints a file, its mode, its path, as in {@code service 644 pom.xml}. */
record IndexEntry(String contributor, boolean executable, String path) {

    private static final Pattern ENTRY = Pattern.compile("(\\w+) (644|755) (\\S+)");

    /** Leaves out comments, which begin with {@code #}. */
    static List<IndexEntry> all(String index) {
        List<IndexEntry> entries = new ArrayList<>();
        List<String> lines = index.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("#")) {
                entries.add(of(lines.get(i), i + 1));
            }
        }
        return entries;
    }

    private static IndexEntry of(String line, int number) {
        Matcher entry = ENTRY.matcher(line);
        if (!entry.matches()) {
            throw new IllegalArgumentException("Cannot read line " + number + " of the template's index, "
                    + Quoted.of(line) + ": a line is a contributor, 644 or 755, and a path.");
        }
        return new IndexEntry(entry.group(1), entry.group(2).equals("755"), entry.group(3));
    }
}
