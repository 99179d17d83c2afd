package io.slipway.marathon;

/** Names a group by its absolute path; {@code /} is the root, which always exists. */
public record GroupId(String path) implements Comparable<GroupId> {

    public static final GroupId ROOT = new GroupId("/");

    public GroupId {
        if (!path.equals("/")) {
            path = AppId.of(path).path();
        }
    }

    /** Reads an id with or without its leading slash; an empty one is the root. */
    public static GroupId of(String path) {
        return path.isEmpty() || path.equals("/") ? ROOT : new GroupId(path);
    }

    /** Returns the group that an app is in. */
    public static GroupId of(AppId app) {
        return of(app.path().substring(0, app.path().lastIndexOf('/')));
    }

    public boolean isRoot() {
        return path.equals("/");
    }

    /** Tells whether an app is in this group, or in one below it. */
    public boolean holds(AppId app) {
        return isRoot() || app.path().startsWith(path + "/");
    }

    @Override
    public int compareTo(GroupId other) {
        return path.compareTo(other.path);
    }

    @Override
    public String toString() {
        return path;
    }
}
