/**
 * A service to depend on, which fails on demand: {@link
 * dev.breakwater.testkit.service.AirportService} answers {@code GET /airports/ORD} over real
 * airports, and is down, slow, busy, wrong or silent when told, at once or by a schedule.
 *
 * <p>It speaks HTTP/1.1 over sockets of its own, as an HTTP server does not let its handlers send
 * half an answer, a wrong length, or a reset. {@link dev.breakwater.testkit.service.ServiceControl}
 * is the way to it from other processes, on another port, which is there when the service is down;
 * {@link dev.breakwater.testkit.service.AirportServiceMain} is both as a process of their own.
 */
@NullMarked
package dev.breakwater.testkit.service;

import org.jspecify.annotations.NullMarked;
