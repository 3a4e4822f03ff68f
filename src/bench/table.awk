# The table of compare: medians of results.tsv (step, tool, run, wall, CPU, RSS, KiB), ratios, and what they have to be.
# What --compress-level fast makes stands beside what the default level makes; how large its repository may be nobody said.
# Exit status 1 if a point fails at the default level.

BEGIN {
    FS = "\t"
    # ours to duplicity's wall seconds, at most
    limit["linux-full"] = 0.33; limit["linux-unchanged"] = 0.5; limit["linux-few"] = 0.5; limit["linux-touched"] = 0.33
    limit["linux-restore"] = 0.33; limit["linux-verify"] = 0.33; limit["linux-file"] = 0.3
    limit["pg-full"] = 0.33; limit["pg-few"] = 0.33; limit["pg-restore"] = 0.5
    cpuLimit = 0.8; sizeLimit = 1.05
    # and no slower than borg
    borg["linux-full"] = borg["linux-unchanged"] = borg["linux-restore"] = borg["pg-full"] = borg["pg-restore"] = 1
}

{
    if (!($1 in known)) { known[$1] = 1; steps[++count] = $1 }
    n = ++samples[$1, $2]
    wall[$1, $2, n] = $4; cpu[$1, $2, n] = $5; rss[$1, $2, n] = $6; kib[$1, $2, n] = $7
}

function median(of, step, tool,    n, i, j, t, a) {
    n = samples[step, tool]
    for (i = 1; i <= n; i++) a[i] = of[step, tool, i] + 0
    for (i = 2; i <= n; i++) for (j = i; j > 1 && a[j - 1] > a[j]; j--) { t = a[j]; a[j] = a[j - 1]; a[j - 1] = t }
    return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2
}

function point(ratio, most) {
    if (!most) return sprintf("%.2f", ratio)
    if (ratio > most) failed[level]++
    return sprintf("%.2f %s", ratio, ratio <= most ? "pass" : "FAIL")
}

function said(level) {
    return failed[level] ? failed[level] " FAIL" : "all pass"
}

END {
    format = "%-16s %-8s %7s %7s %5s %6s | %7s %7s %6s | %-10s %-10s %-10s | %7s %7s %s\n"
    printf format, "step", "mode", "wall s", "CPU s", "MiB", "repo", "dupl.", "CPU s", "repo", "wall", "CPU", "size",
            "restic", "borg", "to borg"
    rows = split("ours-pgp ours-gz fast-pgp fast-gz", tools, " ")
    for (i = 1; i <= count; i++) for (m = 1; m <= rows; m++) {
        step = steps[i]; ours = tools[m]; level = substr(ours, 1, 4); mode = substr(ours, 6); theirs = "duplicity-" mode
        if (!((step, ours) in samples)) continue
        w = median(wall, step, ours); c = median(cpu, step, ours); k = median(kib, step, ours)
        both = (step, theirs) in samples
        dw = both ? median(wall, step, theirs) : 0; dc = both ? median(cpu, step, theirs) : 0; dk = both ? median(kib, step, theirs) : 0
        restic = (step, "restic") in samples ? sprintf("%.1f", median(wall, step, "restic")) : ""
        hasBorg = (step, "borg") in samples
        bw = hasBorg ? median(wall, step, "borg") : 0
        printf format, step, mode (level == "fast" ? " fast" : ""), sprintf("%.1f", w), sprintf("%.1f", c), sprintf("%.0f", median(rss, step, ours) / 1024),
                sprintf("%.0f", k / 1024), both ? sprintf("%.1f", dw) : "", both ? sprintf("%.1f", dc) : "",
                both ? sprintf("%.0f", dk / 1024) : "", both ? point(w / dw, limit[step]) : "",
                both ? point(c / dc, cpuLimit) : "", both ? point(k / dk, level == "fast" ? 0 : sizeLimit) : "", restic,
                hasBorg ? sprintf("%.1f", bw) : "", hasBorg && borg[step] ? point(w / bw, 1) : ""
    }
    printf "wall at most %s; CPU at most %.2f, repository at most %.2f of duplicity's: %s\n", "0.3 to 0.5 by step", cpuLimit,
            sizeLimit, said("ours")
    if (("linux-full", "fast-pgp") in samples || ("pg-full", "fast-pgp") in samples) print "with --compress-level fast: " said("fast")
    exit failed["ours"] > 0
}
