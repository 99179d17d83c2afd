package io.slipway.service.client;

import io.slipway.registry.client.ServiceClient;
import io.slipway.registry.client.ServiceClients;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/**
 * Makes one client, with the fallback that its annotation names: a bean of that class, else a new one. Public for the
 * code that Spring generates ahead of time.
 */
public final class ServiceClientFactoryBean<T> implements FactoryBean<T> {

    private final Class<T> api;
    private final ServiceClients clients;
    private final AutowireCapableBeanFactory beans;

    public ServiceClientFactoryBean(Class<T> api, ServiceClients clients, AutowireCapableBeanFactory beans) {
        this.api = api;
        this.clients = clients;
        this.beans = beans;
    }

    @Override
    public T getObject() {
        Class<?> fallback = api.getAnnotation(ServiceClient.class).fallback();
        if (fallback == void.class) {
            return clients.create(api);
        }
        if (!api.isAssignableFrom(fallback)) {
            throw new IllegalStateException("The fallback of @ServiceClient " + api.getName() + " is "
                    + fallback.getName() + ", which does not implement it.");
        }
        return clients.create(api, api.cast(made(fallback)));
    }

    private Object made(Class<?> fallback) {
        Object bean = beans.getBeanProvider(fallback).getIfAvailable();
        return bean != null ? bean : beans.createBean(fallback);
    }

    @Override
    public Class<T> getObjectType() {
        return api;
    }
}
