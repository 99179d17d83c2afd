package io.slipway.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** Holds the package to what Java, Spring's scanning and file names accept. */
final class PackageRule {

    private static final int LONGEST = 200;
    private static final Pattern PART = Pattern.compile("[a-z][a-z0-9_]*");

    /** Java's loader refuses the first; scanned, the others would find beans that are not the service's. */
    private static final List<String> FOREIGN =
            List.of("java", "javax", "jakarta", "org.springframework", "io.slipway");

    private PackageRule() {}

    static List<String> problems(String packageName) {
        String shown = "package " + Quoted.of(packageName);
        if (packageName.length() > LONGEST) {
            return List.of(shown + " has " + packageName.length() + " characters: it becomes folders, whose paths are"
                    + " bounded; keep it to " + LONGEST + ".");
        }
        List<String> problems = new ArrayList<>();
        String[] parts = packageName.split("\\.", -1);
        if (parts.length < 2) {
            problems.add(shown + " has one part: Spring scans all below it, other people's code too; give two or more,"
                    + " such as \"com.example.orders\".");
        }
        for (String part : parts) {
            problems.addAll(part(shown, part));
        }
        FOREIGN.stream()
                .filter(root -> (packageName + ".").startsWith(root + "."))
                .forEach(root -> problems.add(shown + " lies in " + root + ", which is not yours: its types would be"
                        + " refused or mixed up; choose one of your own, such as \"com.example.orders\"."));
        return problems;
    }

    private static List<String> part(String shown, String part) {
        if (part.isEmpty()) {
            return List.of(shown + " has an empty part: Java knows no such package; leave out the extra dot.");
        }
        if (!PART.matcher(part).matches()) {
            return List.of(shown + " has the part " + Quoted.of(part)
                    + ": parts become folders and Java names; use a to" + " z, 0 to 9 and _, beginning with a letter.");
        }
        if (SourceVersion.isKeyword(part, SourceVersion.RELEASE_17)) {
            return List.of(shown + " has the part " + Quoted.of(part) + ", a keyword of Java: nothing in it would"
                    + " compile; choose another, such as \"" + part + "service\".");
        }
        return List.of();
    }
}
