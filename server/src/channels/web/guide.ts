/** How to put the chat on a website. */
export const webGuide = {
  en: `1. Save the form; nothing else is needed to try it on the test page.
2. Copy the script tag shown below the form and paste it just before \`</body>\` on every page that should have the chat.
3. If only certain websites may show it, enter their addresses (such as \`https://example.org\`).`,
  vi: `1. Lưu biểu mẫu; bạn có thể thử ngay trên trang thử nghiệm.
2. Sao chép thẻ script hiển thị bên dưới biểu mẫu và dán ngay trước \`</body>\` trên mọi trang cần khung chat.
3. Nếu chỉ một số trang web được hiển thị khung chat, hãy nhập địa chỉ của chúng (ví dụ \`https://example.org\`).`,
};
