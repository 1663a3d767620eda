// Starts a program in another environment; launch-amd64.s says why and how.
//
// Assembled by: as launch-aarch64.s -o launch.o && ld -n -s --build-id=none launch.o -o launch-aarch64

        .globl  _start
        .text
_start: ldr     x0, [sp]                // argc
        add     x1, sp, #8              // argv
        add     x2, x1, x0, lsl #3
        add     x2, x2, #8              // envp
        mov     x3, x2
variable:
        ldr     x4, [x3], #8            // the next variable
        cbz     x4, start
        adr     x5, names
name:   ldrb    w6, [x5]                // an empty name ends the list
        cbz     w6, variable
        mov     x7, x4
letter: ldrb    w6, [x5], #1
        cbz     w6, hide                // all letters were the same
        ldrb    w8, [x7], #1
        cmp     w6, w8
        b.eq    letter
other:  ldrb    w6, [x5], #1            // to the end of this name
        cbnz    w6, other
        b       name
hide:   ldrb    w6, [x4]
        orr     w6, w6, #0x80
        strb    w6, [x4]
        b       variable

start:  sub     x3, x3, #8              // where the variables' pointers end
        sub     x9, x3, x2
        add     x9, x9, #39             // room for them and three more, in steps of 16
        and     x9, x9, #-16
        mov     x10, sp
        sub     x10, x10, x9
        mov     sp, x10
copy:   cmp     x2, x3
        b.eq    copied
        ldr     x4, [x2], #8
        str     x4, [x10], #8
        b       copy
copied: adr     x4, locale
        adr     x5, locales
        stp     x4, x5, [x10]
        str     xzr, [x10, #16]
        mov     x2, sp
        add     x1, x1, #8              // the arguments from PROGRAM on
        ldr     x0, [x1]
        mov     x8, #221                // execve
        svc     #0
        mov     x0, #127                // it returns only if it fails
        mov     x8, #94                 // exit_group
        svc     #0

names:  .asciz  "LD_"
        .asciz  "GLIBC_TUNABLES="
        .asciz  "JAVA_TOOL_OPTIONS="
        .asciz  "JDK_JAVA_OPTIONS="
        .asciz  "_JAVA_OPTIONS="
        .asciz  "LC_ALL="
        .asciz  "LOCPATH="
        .byte   0
locale: .asciz  "LC_ALL=C.UTF-8"
locales:
        .asciz  "LOCPATH=/millrace/jre/lib/locale"
