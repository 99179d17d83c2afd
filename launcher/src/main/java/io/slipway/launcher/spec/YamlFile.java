package io.slipway.launcher.spec;

import io.slipway.launcher.spec.Yaml.Entry;
import io.slipway.launcher.spec.Yaml.Mapping;
import io.slipway.launcher.spec.Yaml.Sequence;
import io.slipway.launcher.spec.Yaml.Text;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the YAML of one file; anchors, tags and keys that are no plain words are refused. */
final class YamlFile {

    private static final int LARGEST = 256 * 1024;

    private final String file;
    private final Problems problems;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlFile(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Returns the mapping that the file is; empty when it is none, which is then among the problems. */
    static Optional<Mapping> read(String file, String text, Problems problems) {
        return new YamlFile(file, problems).read(text);
    }

    private Optional<Mapping> read(String text) {
        if (text.length() > LARGEST) {
            problems.add(
                    Place.whole(file),
                    "The file is larger than 256 KiB. A spec is a page or two: is it the right one?");
            return Optional.empty();
        }
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isPresent()) {
                return root(root.get());
            }
            problems.add(Place.whole(file), "The file is empty. Begin with a key, as in name: orders");
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(this::place).orElse(Place.whole(file));
            problems.add(place, "This is no YAML: " + e.getProblem() + ". Correct it and try again.");
        } catch (YamlEngineException e) {
            problems.add(Place.whole(file), "This is no YAML: " + Quoted.of(String.valueOf(e.getMessage())) + ".");
        } catch (StackOverflowError e) { // Composing recurses with the nesting of the file.
            problems.add(Place.whole(file), "This is nested too deeply. A spec needs three levels.");
        }
        return Optional.empty();
    }

    private Optional<Mapping> root(Node node) {
        Yaml value = value(node);
        if (value instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        problems.add(
                value.place(), "The file is " + value.kind() + ", not a mapping. Begin with a key, as in name: orders");
        return Optional.empty();
    }

    private Yaml value(Node node) {
        Place place = place(node);
        if (!seen.add(node)) {
            problems.add(place, "This value is used again by an alias. Write it out where it is needed.");
            return new Text(place, "", true);
        }
        if (node instanceof ScalarNode scalar) {
            boolean empty = scalar.getScalarStyle() == ScalarStyle.PLAIN
                    && (scalar.getValue().isEmpty()
                            || scalar.getValue().equals("~")
                            || scalar.getValue().equals("null"));
            return new Text(place, empty ? "" : scalar.getValue(), empty);
        }
        return node instanceof MappingNode mapping ? mapping(place, mapping) : new Sequence(place);
    }

    private Mapping mapping(Place place, MappingNode node) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                Entry entry = new Entry(place(key), value(tuple.getValueNode()));
                Entry before = entries.putIfAbsent(key.getValue(), entry);
                if (before != null) {
                    problems.add(
                            entry.key(),
                            Quoted.of(key.getValue()) + " is already at " + before.key() + ". Keep one of the two.");
                }
            } else {
                problems.add(place(tuple.getKeyNode()), "This key is no plain word. Write a word and a colon.");
            }
        }
        return new Mapping(place, entries);
    }

    private Place place(Node node) {
        return node.getStartMark().map(this::place).orElse(Place.whole(file));
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
