package io.slipway.launcher.spec;

import java.util.Comparator;

/**
 * Points into a file that a person wrote.
 *
 * @param file as the person would type it
 * @param line from 1; 0 means the file as a whole
 * @param column from 1
 */
public record Place(String file, int line, int column) implements Comparable<Place> {

    static Place whole(String file) {
        return new Place(file, 0, 0);
    }

    @Override
    public int compareTo(Place other) {
        return Comparator.comparing(Place::file)
                .thenComparingInt(Place::line)
                .thenComparingInt(Place::column)
                .compare(this, other);
    }

    /** Returns {@code slipway.yml:3:7}, which editors and terminals turn into a link. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
