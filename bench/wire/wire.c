// A wire between network namespaces, where the kernel has no netem: everything that goes from one
// of them to another comes later, and some of it not at all.
//
//   wire DELAY_MS LOSS_PERCENT SEED PID...
//
// Each PID is a process in a namespace of its own. The n-th gets an interface `wire` there with
// all addresses of 10.77.n.0/24 (from 1), all others behind it. Prints "ready", and runs until its
// stdin ends; then it prints what it carried. Needs root. cc -O2 -o wire wire.c
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <linux/if.h>
#include <linux/if_tun.h>

#define MAX_ENDS 16
#define MAX_WAITING 16384
#define MAX_PACKET 1600
#define PACKETS_PER_TURN 64
#define NANO 1000000000ULL

typedef struct {
  unsigned long long due;
  int to;
  int length;
  unsigned char bytes[MAX_PACKET];
} packet;

static int ends[MAX_ENDS];
static int count;
/* The delay is the same for all, so that whoever came first goes first: one queue does. */
static packet *queue;
static int head, waiting;
static unsigned long long carried, lost, overflowed;

static unsigned long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * NANO + time.tv_nsec;
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

/* An interface in the namespace of that process. What it enters, its children enter, too. */
static int plug(const char *pid, int number) {
  char text[256];
  snprintf(text, sizeof text, "/proc/%s/ns/net", pid);
  int namespace = open(text, O_RDONLY);
  if (namespace < 0 || setns(namespace, CLONE_NEWNET) < 0) fail(text);
  close(namespace);
  int end = open("/dev/net/tun", O_RDWR | O_NONBLOCK);
  struct ifreq request;
  memset(&request, 0, sizeof request);
  request.ifr_flags = IFF_TUN | IFF_NO_PI;
  strcpy(request.ifr_name, "wire");
  if (end < 0 || ioctl(end, TUNSETIFF, &request) < 0) fail("/dev/net/tun");
  snprintf(text, sizeof text,
           "ip link set lo up && ip addr add 10.77.%d.1/16 dev wire && ip link set wire up && "
           "ip route add local 10.77.%d.0/24 dev lo",
           number, number);
  if (system(text) != 0) {
    fprintf(stderr, "ip: an interface was not set up\n");
    exit(1);
  }
  return end;
}

static void send_due(unsigned long long time) {
  while (waiting > 0 && queue[head].due <= time) {
    packet *next = &queue[head];
    if (write(ends[next->to], next->bytes, next->length) == next->length) carried++;
    else overflowed++;
    head = (head + 1) % MAX_WAITING;
    waiting--;
  }
}

static void take(int from, unsigned long long due, double loss) {
  for (int turn = 0; turn < PACKETS_PER_TURN; turn++) {
    packet *next = &queue[(head + waiting) % MAX_WAITING];
    unsigned char spare[MAX_PACKET];
    unsigned char *bytes = waiting < MAX_WAITING ? next->bytes : spare;
    int length = read(ends[from], bytes, MAX_PACKET);
    if (length <= 0) return;
    /* IPv4 to 10.77.n.*; what the kernel says of itself in IPv6 is nobody's */
    if (length < 20 || bytes[0] >> 4 != 4 || bytes[16] != 10 || bytes[17] != 77) continue;
    int to = bytes[18] - 1;
    if (to < 0 || to >= count) continue;
    if (drand48() < loss) lost++;
    else if (bytes == spare) overflowed++;
    else {
      next->due = due;
      next->to = to;
      next->length = length;
      waiting++;
    }
  }
}

int main(int argc, char **argv) {
  if (argc < 5 || argc - 4 > MAX_ENDS) {
    fprintf(stderr, "usage: wire DELAY_MS LOSS_PERCENT SEED PID...\n");
    return 2;
  }
  unsigned long long delay = atof(argv[1]) * 1e6;
  double loss = atof(argv[2]) / 100;
  srand48(atol(argv[3]));
  queue = malloc(sizeof(packet) * MAX_WAITING);
  if (queue == NULL) fail("queue");
  for (count = 0; count < argc - 4; count++) ends[count] = plug(argv[count + 4], count + 1);
  puts("ready");
  fflush(stdout);

  struct pollfd polled[MAX_ENDS + 1];
  for (int i = 0; i < count; i++) polled[i] = (struct pollfd){.fd = ends[i], .events = POLLIN};
  polled[count] = (struct pollfd){.fd = STDIN_FILENO, .events = POLLIN};
  for (;;) {
    unsigned long long time = now();
    send_due(time);
    unsigned long long pause = waiting > 0 ? queue[head].due - time : NANO;
    struct timespec timeout = {pause / NANO, pause % NANO};
    if (ppoll(polled, count + 1, &timeout, NULL) <= 0) continue;
    if (polled[count].revents != 0) break;
    time = now();
    for (int i = 0; i < count; i++)
      if (polled[i].revents & POLLIN) take(i, time + delay, loss);
  }
  printf("%llu %llu %llu\n", carried, lost, overflowed);
  return 0;
}
