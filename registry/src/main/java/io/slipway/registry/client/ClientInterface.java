package io.slipway.registry.client;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;

/**
 * Knows which service an interface calls and what answers in its place; everything Retrofit does not check was checked.
 *
 * @param fallback implements the interface; null for none
 */
record ClientInterface<T>(
        Class<T> api, String service, @Nullable T fallback) {

    /** @throws IllegalArgumentException with everything that is wrong with the interface */
    static <T> ClientInterface<T> of(Class<T> api, @Nullable T fallback) {
        List<String> problems = new ArrayList<>();
        ServiceClient client = api.getAnnotation(ServiceClient.class);
        if (!api.isInterface()) {
            problems.add("it is no interface");
        }
        if (client == null) {
            problems.add("it is not annotated with @ServiceClient");
        } else if (client.value().isBlank()) {
            problems.add("@ServiceClient names no service");
        }
        checkReturnTypes(api, problems);
        T answering = fallback == null && client != null ? named(api, client.fallback(), problems) : fallback;
        if (!problems.isEmpty() || client == null) {
            throw new IllegalArgumentException(
                    api.getSimpleName() + " cannot be a client: " + String.join("; ", problems) + ".");
        }
        return new ClientInterface<>(api, client.value(), answering);
    }

    private static void checkReturnTypes(Class<?> api, List<String> problems) {
        Arrays.stream(api.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .sorted(Comparator.comparing(Method::getName))
                .filter(method -> !isSupported(method.getGenericReturnType()))
                .forEach(method -> problems.add(method.getName() + " returns "
                        + method.getGenericReturnType().getTypeName()
                        + ", where only a body (Void for none) or a Call of it is possible"));
    }

    private static boolean isSupported(Type type) {
        if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == Call.class) {
            return parameterized.getActualTypeArguments()[0] != Response.class;
        }
        Type raw = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
        return raw != void.class
                && raw != Call.class
                && raw != Response.class
                && !(raw instanceof Class<?> known && Future.class.isAssignableFrom(known));
    }

    private static <T> @Nullable T named(Class<T> api, Class<?> fallback, List<String> problems) {
        if (fallback == void.class) {
            return null;
        }
        if (!api.isAssignableFrom(fallback)) {
            problems.add("its fallback " + fallback.getSimpleName() + " does not implement it");
            return null;
        }
        try {
            Constructor<?> constructor = fallback.getDeclaredConstructor();
            constructor.setAccessible(true);
            return api.cast(constructor.newInstance());
        } catch (NoSuchMethodException e) {
            problems.add("its fallback " + fallback.getSimpleName() + " has no constructor without arguments");
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            problems.add("its fallback " + fallback.getSimpleName() + " could not be made: " + cause);
        }
        return null;
    }
}
