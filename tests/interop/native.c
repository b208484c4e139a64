// The C side of the interop programs: what the C library itself does not show. Each function does one thing.
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#define API __attribute__((visibility("default")))

// ---- texts
static char *copy(const char *text) { return text ? strdup(text) : NULL; }
API int32_t text_bytes(const char *text) { return text ? (int32_t)strlen(text) : -1; }
API int32_t text_sum(const unsigned char *text) {
  int32_t sum = 0;
  for (; text && *text; text++) sum = sum * 31 + *text;
  return sum;
}
API int32_t text16_sum(const char16_t *text) {
  int32_t sum = 0;
  for (; text && *text; text++) sum = sum * 31 + *text;
  return sum;
}
API int32_t bstr_bytes(const char16_t *text) { return text ? ((const int32_t *)text)[-1] : -1; }
API char *text_return(int32_t kind) { return kind == 0 ? NULL : copy(kind == 1 ? "" : "gr\xC3\xBC\xC3\x9F dich \xE2\x82\xAC"); }
API char16_t *text16_return(void) {
  static const char16_t text[] = u"breit \u20AC";
  char16_t *made = malloc(sizeof text);
  memcpy(made, text, sizeof text);
  return made;
}
API void text_replace(char **text) {
  char *old = *text;
  char buffer[64];
  snprintf(buffer, sizeof buffer, "<%s>", old ? old : "null");
  free(old);
  *text = copy(buffer);
}
API void text16_replace(char16_t **text) {
  free(*text);
  *text = text16_return();
}
API void text_out(char **text) { *text = copy("out"); }
API int32_t buffer_fill(char *buffer, int32_t size) {
  size_t length = strlen(buffer);
  return (int32_t)length + snprintf(buffer + length, (size_t)size - length, "-filled");
}
API int32_t buffer16_fill(char16_t *buffer, int32_t size) {
  int32_t i = 0;
  for (; i < size - 1 && i < 5; i++) buffer[i] = (char16_t)(u'a' + i);
  buffer[i] = 0;
  return i;
}
API char16_t char16_next(char16_t c) { return (char16_t)(c + 1); }
API char char_next(char c) { return (char)(c + 1); }
API int32_t char_value(unsigned char c) { return c; }
API void char_ref(char *c) { ++*c; }

// ---- truth
API int32_t bool4(int32_t value) { return value; }
API uint8_t bool1(uint8_t value) { return value; }
API int16_t bool2(int16_t value) { return value; }
API int32_t bool4_return(int32_t value) { return value; }
API void bool4_ref(int32_t *value) { *value = *value ? 0 : 77; }
API void bool1_out(uint8_t *value) { *value = 5; }

// ---- arrays
API int32_t ints_sum(const int32_t *values, int32_t count) {
  int32_t sum = 0;
  for (int32_t i = 0; values && i < count; i++) sum += values[i];
  return values ? sum : -1;
}
API void ints_double(int32_t *values, int32_t count) {
  for (int32_t i = 0; i < count; i++) values[i] *= 2;
}
API void ints_make(int32_t **values, int32_t *count) {
  *count = 4;
  *values = malloc(4 * sizeof **values);
  for (int32_t i = 0; i < 4; i++) (*values)[i] = i * i;
}
API int32_t texts_bytes(const char **texts, int32_t count) {
  int32_t sum = 0;
  for (int32_t i = 0; i < count; i++) sum = sum * 10 + text_bytes(texts[i]);
  return sum;
}
API void texts_swap(char **texts, int32_t count) {
  for (int32_t i = 0; i < count / 2; i++) {
    char *kept = texts[i];
    texts[i] = texts[count - 1 - i];
    texts[count - 1 - i] = kept;
  }
}
API int32_t bools_count(const int32_t *values, int32_t count) {
  int32_t sum = 0;
  for (int32_t i = 0; i < count; i++) sum += values[i] != 0 ? 1 << i : 0;
  return sum;
}
API double doubles_mean(const double *values, int32_t count) {
  double sum = 0;
  for (int32_t i = 0; i < count; i++) sum += values[i];
  return sum / count;
}

// ---- structures
typedef struct { int32_t ok; char name[8]; int32_t numbers[3]; char *text; uint8_t flag; } Record;
API int32_t record_check(Record r) {
  return (r.ok != 0) + 10 * (int32_t)strlen(r.name) + 100 * (r.numbers[0] + r.numbers[1] + r.numbers[2]) + 10000 * text_bytes(r.text) +
         1000000 * r.flag;
}
API void record_change(Record *r) {
  r->ok = !r->ok;
  strcpy(r->name, "changed");
  r->numbers[1] += 100;
  free(r->text);
  r->text = copy("new text");
  r->flag = 1;
}
API Record record_make(int32_t n) {
  Record r = {n, "made", {n, n + 1, n + 2}, copy("made text"), 0};
  return r;
}
typedef struct { int32_t flag; float weight; } Weighted;
API int32_t weighted_check(Weighted w) { return w.flag * 1000 + (int32_t)(w.weight * 10); }
API Weighted weighted_make(int32_t flag, float weight) {
  Weighted w = {flag, weight};
  return w;
}
typedef struct { char *first, *second; } Pair;
API int32_t pair_bytes(Pair p) { return text_bytes(p.first) * 100 + text_bytes(p.second); }
API Pair pair_make(void) {
  Pair p = {copy("eins"), copy("zwei zwei")};
  return p;
}
typedef struct { int32_t x, y; } Point;
API int32_t point_sum(const Point *p) { return p ? p->x + p->y : -1; }
API void point_move(Point *p, int32_t by) { p->x += by, p->y += by; }
API Point *point_new(int32_t x, int32_t y) {
  Point *p = malloc(sizeof *p);
  p->x = x, p->y = y;
  return p;
}
API void point_replace(Point **p) {
  free(*p);
  *p = point_new(7, 8);
}
API int32_t points_sum(const Point *points, int32_t count) {
  int32_t sum = 0;
  for (int32_t i = 0; i < count; i++) sum += points[i].x * points[i].y;
  return sum;
}
API int32_t guid_first(const uint32_t *guid) { return (int32_t)guid[0]; }

// ---- errors
API int32_t fail_with(int32_t error) {
  errno = error;
  return -1;
}
API int32_t hresult(int32_t value) { return value; }
API int32_t hresult_out(int32_t value, int32_t *result) {
  *result = value * 2;
  return value < 0 ? (int32_t)0x80070057 : 0;
}
API int32_t hresult_text(char **result) {
  *result = copy("by pointer");
  return 0;
}

// ---- handles
static int32_t open_handles;
API intptr_t handle_open(void) { return 100 + ++open_handles; }
API void handle_open_out(intptr_t *handle) { *handle = handle_open(); }
API void handle_swap(intptr_t *handle) { *handle = *handle + 1000; }
API void handle_keep(intptr_t *handle) { (void)handle; }
API int32_t handle_close(intptr_t handle) {
  (void)handle;
  open_handles--;
  return 1;
}
API intptr_t handle_value(intptr_t handle) { return handle; }

// ---- callbacks
typedef int32_t (*Binary)(int32_t, int32_t);
API int32_t call_binary(Binary f, int32_t a, int32_t b) { return f ? f(a, b) : -1; }
static Binary kept;
API void keep_binary(Binary f) { kept = f; }
API int32_t call_kept(int32_t a, int32_t b) { return kept(a, b); }
static int32_t add(int32_t a, int32_t b) { return a + b; }
API Binary get_add(void) { return add; }
API void out_add(Binary *f) { *f = add; }
API int32_t call_text(int32_t (*f)(const char *), const char *text) { return f(text); }
API int32_t call_text16(int32_t (*f)(const char16_t *)) { return f(u"weit"); }
API int32_t call_returning_text(char *(*f)(int32_t), int32_t n) {
  char *text = f(n);
  int32_t bytes = text_bytes(text);
  free(text);
  return bytes;
}
API int32_t call_bool(int32_t (*f)(int32_t), int32_t value) { return f(value); }
API int32_t call_record(int32_t (*f)(Record), int32_t n) {
  Record r = record_make(n);
  int32_t result = f(r);
  free(r.text);
  return result;
}
API int32_t call_record_ref(void (*f)(Record *), int32_t n) {
  Record r = record_make(n);
  f(&r);
  int32_t result = record_check(r);
  free(r.text);
  return result;
}
API int32_t call_array(int32_t (*f)(const int32_t *, int32_t), int32_t count) {
  int32_t values[16];
  for (int32_t i = 0; i < count; i++) values[i] = i + 1;
  return f(values, count);
}
API int32_t call_ref(void (*f)(int32_t *, char **)) {
  int32_t n = 5;
  char *text = copy("in");
  f(&n, &text);
  n = n * 100 + text_bytes(text);
  free(text);
  return n;
}
API int32_t call_nested(int32_t (*f)(int32_t), int32_t depth) { return depth == 0 ? 0 : f(depth - 1) + 1; }
API int32_t compare_with(int32_t (*f)(const void *, const void *), int32_t *values, int32_t count) {
  qsort(values, (size_t)count, sizeof *values, f);
  return values[0];
}

// ---- threads
typedef struct { Binary f; int32_t n, result; } Job;
static void *run_job(void *data) {
  Job *job = data;
  for (int32_t i = 0; i < job->n; i++) job->result = job->f(job->result, i);
  return NULL;
}
/// Calls f(sum, i) for i below n on a thread of its own.
API int32_t call_on_thread(Binary f, int32_t n) {
  pthread_t thread;
  Job job = {f, n, 0};
  pthread_create(&thread, NULL, run_job, &job);
  pthread_join(thread, NULL);
  return job.result;
}
/// The same on several threads at once; the sum of their results.
API int32_t call_on_threads(Binary f, int32_t threads, int32_t n) {
  pthread_t handles[16];
  Job jobs[16];
  for (int32_t i = 0; i < threads; i++) {
    jobs[i] = (Job){f, n, 0};
    pthread_create(&handles[i], NULL, run_job, &jobs[i]);
  }
  int32_t sum = 0;
  for (int32_t i = 0; i < threads; i++) {
    pthread_join(handles[i], NULL);
    sum += jobs[i].result;
  }
  return sum;
}
