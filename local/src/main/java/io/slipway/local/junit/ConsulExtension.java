package io.slipway.local.junit;

import io.slipway.local.consul.EmbeddedConsul;
import io.slipway.registry.Registry;
import io.slipway.registry.consul.ConsulRegistry;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts the agent once for all classes, and hands it to those that ask for it. */
final class ConsulExtension
        implements BeforeAllCallback, AfterAllCallback, TestInstancePreConstructCallback, ParameterResolver {

    private static final Namespace OURS = Namespace.create(ConsulExtension.class);
    private static final String ADDRESS = "CONSUL_HTTP_ADDR";
    private static final Set<Class<?>> KNOWN = Set.of(EmbeddedConsul.class, URI.class, Registry.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        prepare(context);
    }

    /** Comes first where a class is made once for all its tests. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        prepare(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getRequiredTestClass() == outermost(context.getRequiredTestClass())) {
            System.clearProperty(ADDRESS);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return KNOWN.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        EmbeddedConsul consul = shared(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == EmbeddedConsul.class) {
            return consul;
        }
        return type == URI.class ? consul.uri() : connect(consul, context);
    }

    /** Forgets what others left, once for each class. */
    private static void prepare(ExtensionContext context) {
        EmbeddedConsul consul = shared(context);
        System.setProperty(ADDRESS, consul.uri().getAuthority());
        Class<?> test = outermost(context.getRequiredTestClass());
        context.getRoot().getStore(OURS).computeIfAbsent(test, first -> {
            boolean forgetful = AnnotationSupport.findAnnotation(test, SlipwayTest.class)
                    .map(SlipwayTest::forgetful)
                    .orElse(true);
            if (forgetful) {
                consul.forget();
            }
            return test;
        });
    }

    private static Class<?> outermost(Class<?> test) {
        Class<?> outer = test;
        for (Class<?> next = test; next != null; next = next.getEnclosingClass()) {
            outer = next;
        }
        return outer;
    }

    /** Starts the agent for the first class that needs it; JUnit closes it after the last. */
    private static EmbeddedConsul shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(EmbeddedConsul.class, type -> EmbeddedConsul.start(), EmbeddedConsul.class);
    }

    private static Registry connect(EmbeddedConsul consul, ExtensionContext context) {
        return context.getStore(OURS)
                .computeIfAbsent(
                        Connection.class,
                        type -> new Connection(ConsulRegistry.connect(consul.uri())),
                        Connection.class)
                .registry();
    }

    /** Closes with the test, or the class, that asked for it. */
    private record Connection(Registry registry) implements AutoCloseable {
        @Override
        public void close() {
            registry.close();
        }
    }
}
