/**
 * Swift that tells the truth: a client that checks every answer, every length and every checksum. Identity is in
 * {@code identity}, the wire in {@code http}, camel-openstack's endpoint over it in {@code camel}, the proof of a
 * target in {@code check}.
 */
package org.bactrian.swift;
