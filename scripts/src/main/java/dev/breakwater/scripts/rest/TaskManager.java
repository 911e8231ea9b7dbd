package dev.breakwater.scripts.rest;

/**
 * A TaskManager that is registered.
 *
 * @param id its resource id
 * @param path its RPC address
 */
public record TaskManager(String id, String path, int slots, int freeSlots) {}
