"""The replay of a real shop's file: treatments, refusals, reruns, and a process that is killed."""
