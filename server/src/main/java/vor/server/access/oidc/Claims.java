package vor.server.access.oidc;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is told of a person, by name. A name with points that is no claim itself leads into objects. */
record Claims(Map<String, Object> all) {
    private static final int MOST = 1000;

    /** What the token says counts; what only the other says is added. */
    Claims and(Claims other) {
        Map<String, Object> both = new LinkedHashMap<>(other.all);
        both.putAll(all);
        return new Claims(both);
    }

    boolean has(String name) {
        return find(name).isPresent();
    }

    private Optional<Object> find(String name) {
        if (all.get(name) != null) {
            return Optional.of(all.get(name));
        }
        @Nullable Object at = all;
        for (String part : name.split(Pattern.quote("."), -1)) {
            at = at instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return Optional.ofNullable(at);
    }

    String text(String name) {
        return find(name).filter(String.class::isInstance).map(Object::toString).orElse("");
    }

    /** One text, or those of a list. */
    Set<String> texts(String name) {
        return find(name)
                .map(value -> value instanceof Collection<?> many ? many.stream() : Stream.of(value))
                .orElseGet(Stream::empty)
                .filter(String.class::isInstance)
                .map(Object::toString)
                .limit(MOST)
                .collect(Collectors.toSet());
    }
}
