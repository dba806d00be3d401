package vor.server.rules.load;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loads classes of rules with a count of steps of their own. As resources they are what the compiler made. */
final class WovenClasses extends ClassLoader {
    private static final String STEPS = Steps.class.getName();

    private final Map<String, byte[]> compiled;
    private final Weaver weaver;

    WovenClasses(Map<String, byte[]> compiled) {
        super("rules", WovenClasses.class.getClassLoader());
        this.compiled = compiled;
        this.weaver = new Weaver(compiled);
    }

    /** What grants steps to all classes of this loader. */
    Runnable steps() {
        try {
            return (Runnable) loadClass(STEPS).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.equals(STEPS) && !compiled.containsKey(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] plain = compiled.get(name);
        if (plain != null) {
            byte[] bytes = weaver.woven(plain);
            return defineClass(name, bytes, 0, bytes.length);
        }
        if (name.equals(STEPS)) {
            byte[] bytes = ownSteps();
            return defineClass(name, bytes, 0, bytes.length);
        }
        throw new ClassNotFoundException(name);
    }

    private static byte[] ownSteps() {
        try (InputStream in = Steps.class.getResourceAsStream("Steps.class")) {
            if (in == null) {
                throw new IllegalStateException("Steps.class is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] plain = name.endsWith(".class") ? compiled.get(name.substring(0, name.length() - ".class".length()).replace('/', '.')) : null;
        return plain == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(plain);
    }
}
